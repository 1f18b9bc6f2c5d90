package io.churnlake.rfm;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import io.churnlake.config.Configuration;
import io.churnlake.retention.SmallWorld;
import io.churnlake.table.CustomerAttributes;
import io.churnlake.table.Rfm;
import io.churnlake.table.RfmMigration;
import io.churnlake.testing.SparkTest;
import java.sql.Date;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class RfmScoresTest {
  private static final LocalDate AS_OF = LocalDate.of(2024, 1, 31);
  private static final List<SegmentRule> RULES =
      Configuration.defaults().rfm().segments().stream()
          .map(
              rule ->
                  new SegmentRule(
                      rule.name(),
                      new SegmentRule.Scores(rule.recency().low(), rule.recency().high()),
                      new SegmentRule.Scores(rule.frequency().low(), rule.frequency().high()),
                      new SegmentRule.Scores(rule.monetary().low(), rule.monetary().high())))
          .toList();

  @Test
  void fiveIsTheBestFifth() {
    Dataset<Row> days =
        SmallWorld.days(
            """
            a | 2024-01-01 | 10
            b | 2024-01-02 | 200
            b | 2024-01-08 | 100
            c | 2024-01-10 | 50
            c | 2024-01-11 | -
            d | 2024-01-20 | 0.01
            e | 2024-01-31 | 20000
            e | 2024-02-01 | 1
            """);
    assertThat(
            SmallWorld.text(
                RfmScores.of(days, AS_OF),
                Rfm.CUSTOMER_KEY,
                Rfm.RECENCY_DAYS,
                Rfm.FREQUENCY,
                Rfm.MONETARY,
                Rfm.RFM))
        .isEqualTo(
            """
            a 30 1 10 112
            b 23 2 300 254
            c 21 1 50 313
            d 11 1 0.01 411
            e 0 1 20000 515
            """);
  }

  @Test
  void nobodyIsLastWhereAllAreEqual() {
    Dataset<Row> days = SmallWorld.days("a | 2024-01-30 | 10\nb | 2024-01-30 | 20");
    assertThat(SmallWorld.text(RfmScores.of(days, AS_OF), Rfm.CUSTOMER_KEY, Rfm.RFM))
        .isEqualTo("a 311\nb 315\n");
  }

  @Test
  void whereAllAreAlikeOrBoughtTodayNothingFalseIsSaid() {
    String often = "a | 2024-01-10 | 10\nb | 2024-01-10 | 20\n";
    assertThat(named(often + "a | 2024-01-30 | 10\nb | 2024-01-30 | 20")).isEqualTo("alike alike");
    assertThat(named("a | 2024-01-30 | 10")).isEqualTo("alike");
    // A first order today is new: whether all others came today too, or most of them.
    assertThat(named("a | 2024-01-31 | 10\nb | 2024-01-31 | 10")).isEqualTo("new new");
    assertThat(
            named(
                "a | 2024-01-31 | 10\nb | 2024-01-31 | 10\nc | 2024-01-31 | 10\nd | 2023-12-01 | 10"))
        .isEqualTo("new new new dormant");
    // Nobody who has bought once bought often, also where nobody bought more.
    assertThat(named("a | 2024-01-01 | 10\nb | 2024-01-10 | 10\nc | 2024-01-20 | 10"))
        .doesNotContain("at_risk", "loyal");
  }

  private static String named(String days) {
    return RfmSegments.of(RfmScores.of(SmallWorld.days(days), AS_OF), RULES)
        .orderBy(Rfm.CUSTOMER_KEY)
        .collectAsList()
        .stream()
        .map(row -> row.<String>getAs(Rfm.SEGMENT))
        .collect(Collectors.joining(" "));
  }

  @Test
  void equalValuesGetEqualScores() {
    // Six of ten are equal in all three and straddle limits; nobody is split from them.
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 10; i++) {
      int distinct = Math.max(0, i - 5);
      text.append("c%d | 2024-01-%02d | %d%n".formatted(i, 10 + distinct, 100 + distinct));
    }
    assertThat(
            SmallWorld.text(
                RfmScores.of(SmallWorld.days(text.toString()), AS_OF), Rfm.CUSTOMER_KEY, Rfm.RFM))
        .isEqualTo(
            """
            c0 111
            c1 111
            c2 111
            c3 111
            c4 111
            c5 111
            c6 414
            c7 414
            c8 515
            c9 515
            """);
  }

  @Test
  void moneyCountsInFourDigits() {
    // 1000.04 and 1000.00 are the same in four digits, 1001 is not.
    Dataset<Row> days =
        SmallWorld.days(
            """
            a | 2024-01-01 | 1000.00
            b | 2024-01-01 | 1000.04
            c | 2024-01-01 | 1001.00
            """);
    assertThat(SmallWorld.text(RfmScores.of(days, AS_OF), Rfm.CUSTOMER_KEY, Rfm.M_SCORE))
        .isEqualTo("a 1\nb 1\nc 5\n");
  }

  /** Every combination of the scores in {@code frequencies}, and what the default rules call it. */
  private static Map<String, String> segments(Integer... frequencies) {
    Dataset<Row> fives =
        SparkTest.spark().range(1, 6).select(col("id").cast("int").as(Rfm.R_SCORE));
    Dataset<Row> all =
        fives
            .crossJoin(fives.withColumnRenamed(Rfm.R_SCORE, Rfm.F_SCORE))
            .crossJoin(fives.withColumnRenamed(Rfm.R_SCORE, Rfm.M_SCORE))
            .withColumn(RfmScores.ALIKE, org.apache.spark.sql.functions.lit(false))
            .filter(col(Rfm.F_SCORE).isin((Object[]) frequencies));
    Map<String, String> segments = new TreeMap<>();
    RfmSegments.of(all, RULES)
        .collectAsList()
        .forEach(
            row ->
                segments.put("" + row.getInt(0) + row.getInt(1) + row.getInt(2), row.getString(3)));
    return segments;
  }

  @Test
  void everyCombinationHasOneSegmentAndEverySegmentCanOccur() {
    Map<String, String> segments = segments(1, 2, 3, 4, 5);
    assertThat(segments).hasSize(125).doesNotContainValue(null);
    assertThat(segments)
        .containsEntry("555", "champions")
        .containsEntry("543", "loyal")
        .containsEntry("155", "previously_loyal")
        .containsEntry("251", "at_risk")
        .containsEntry("215", "almost_lost")
        .containsEntry("111", "dormant")
        .containsEntry("333", "needs_attention")
        .containsEntry("515", "new")
        .containsEntry("413", "active")
        .containsEntry("521", "promising");
    // Where four of five customers have bought once, there are two scores of frequency only.
    assertThat(new TreeSet<>(segments(1, 5).values()))
        .containsExactlyElementsOf(RULES.stream().map(SegmentRule::segment).sorted().toList());
  }

  @Test
  void whoSignedUpAndDidNotOrderIsAProspect() {
    Dataset<Row> days =
        SmallWorld.days("buyer | 2024-01-10 | 5\nlater | 2024-02-01 | 5\nback | 2024-01-05 | -");
    Dataset<Row> attributes =
        SparkTest.spark()
            .createDataFrame(
                Stream.of("buyer 2024-01-01", "later 2024-01-31", "back 2024-01-02")
                    .map(text -> text.split(" "))
                    .map(c -> RowFactory.create(c[0], Date.valueOf(c[1]), null, null, null, null))
                    .toList(),
                CustomerAttributes.TABLE.schema())
            .union(
                SparkTest.spark()
                    .createDataFrame(
                        List.of(
                            RowFactory.create("undated", null, null, null, null, null),
                            RowFactory.create(
                                "tomorrow", Date.valueOf("2024-02-01"), null, null, null, null)),
                        CustomerAttributes.TABLE.schema()));
    assertThat(
            SmallWorld.text(
                RfmSegments.of(RfmScores.of(days, AS_OF), RULES)
                    .unionByName(RfmSegments.prospects(attributes, days, AS_OF)),
                Rfm.CUSTOMER_KEY,
                Rfm.RECENCY_DAYS,
                Rfm.FREQUENCY,
                Rfm.MONETARY,
                Rfm.RFM,
                Rfm.SEGMENT))
        .isEqualTo(
            """
            back - 0 0 - prospects
            buyer 21 1 5 313 alike
            later - 0 0 - prospects
            """);
  }

  @Test
  void movesAreCountedFromEverySegmentWithItsSize() {
    assertThat(
            SmallWorld.text(
                SparkTest.spark()
                    .createDataFrame(
                        RfmMigrations.rows(
                            RfmMigrations.counted(
                                    slice("a loyal", "b loyal", "c loyal", "d new", "e prospects"),
                                    slice("a loyal", "b at_risk", "d loyal", "e new", "f new"))
                                .collectAsList(),
                            AS_OF.minusDays(30),
                            AS_OF),
                        RfmMigration.TABLE.schema()),
                RfmMigration.TABLE.columnNames().toArray(String[]::new)))
        .isEqualTo(
            """
            2024-01-31 2024-01-01 first_seen new 1 1 1.000 0.207 1.000
            2024-01-31 2024-01-01 loyal at_risk 1 3 0.333 0.061 0.792
            2024-01-31 2024-01-01 loyal gone 1 3 0.333 0.061 0.792
            2024-01-31 2024-01-01 loyal loyal 1 3 0.333 0.061 0.792
            2024-01-31 2024-01-01 new loyal 1 1 1.000 0.207 1.000
            2024-01-31 2024-01-01 prospects new 1 1 1.000 0.207 1.000
            """);
  }

  private static Dataset<Row> slice(String... customers) {
    return SparkTest.spark()
        .createDataFrame(
            Stream.of(customers)
                .map(text -> RowFactory.create((Object[]) text.split(" ")))
                .toList(),
            new StructType().add(Rfm.CUSTOMER_KEY, "string").add(Rfm.SEGMENT, "string"));
  }
}
