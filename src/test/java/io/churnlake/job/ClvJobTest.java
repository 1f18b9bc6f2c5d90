package io.churnlake.job;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.churnlake.clv.model.Cdnow;
import io.churnlake.config.Configuration;
import io.churnlake.lake.Lake;
import io.churnlake.step.Check;
import io.churnlake.step.JobContext;
import io.churnlake.step.Outcome;
import io.churnlake.table.Clv;
import io.churnlake.table.ClvFits;
import io.churnlake.table.ClvHoldout;
import io.churnlake.table.ClvTotals;
import io.churnlake.table.CustomerDays;
import io.churnlake.table.Customers;
import io.churnlake.table.Table;
import io.churnlake.testing.SparkTest;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Date;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The value job on CDNOW's customers, two thirds of whom a made-up channel has brought. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClvJobTest {
  private static final LocalDate AS_OF = LocalDate.of(1997, 12, 31);
  @TempDir static Path folder;

  private Lake lake;

  @BeforeAll
  void lake() {
    lake = Lake.at(SparkTest.spark(), folder.resolve("lake").toString());
    List<Row> days = new ArrayList<>();
    List<Row> customers = new ArrayList<>();
    Cdnow.days()
        .forEach(
            (id, all) -> {
              all.forEach(
                  (date, cents) ->
                      days.add(
                          RowFactory.create(id, Date.valueOf(date), BigDecimal.valueOf(cents, 2))));
              int number = Integer.parseInt(id);
              customers.add(
                  RowFactory.create(
                      id, number % 3 > 0 ? "web" : "fair", number == 7 ? "FR" : "US"));
            });
    lake.replace(
        CustomerDays.TABLE,
        filled(
            CustomerDays.TABLE,
            days,
            Map.of("customer_key", 0, "order_date", 1, "revenue", 2),
            Map.of("lines", 1, "orders", 1)));
    lake.replace(
        Customers.TABLE,
        filled(
            Customers.TABLE,
            customers,
            Map.of("customer_key", 0, "first_channel", 1, "first_country", 2),
            Map.of()));
  }

  /** Rows with a few columns given, some constant, the others NULL. */
  private static Dataset<Row> filled(
      Table table, List<Row> rows, Map<String, Integer> given, Map<String, Integer> constant) {
    StructType schema = new StructType();
    for (int i = 0; i < given.size(); i++) {
      int at = i;
      String name =
          given.entrySet().stream()
              .filter(e -> e.getValue() == at)
              .findFirst()
              .orElseThrow()
              .getKey();
      schema =
          schema.add(
              name,
              name.equals("revenue")
                  ? DataTypes.createDecimalType(38, 18)
                  : table.schema().apply(name).dataType());
    }
    Column[] columns =
        table.columns().stream()
            .map(
                column ->
                    (given.containsKey(column.name())
                            ? col(column.name())
                            : constant.containsKey(column.name())
                                ? functions.lit(constant.get(column.name()))
                                : functions.lit(null))
                        .cast(column.type())
                        .as(column.name()))
            .toArray(Column[]::new);
    return SparkTest.spark().createDataFrame(rows, schema).select(columns);
  }

  @Test
  void theModelOfTheBestForecastValuesEverybody() throws IOException {
    Outcome outcome = run("further-horizons-days = [30]");

    List<Row> totals = slice(ClvHoldout.TABLE).where("slice = 'total'").collectAsList();
    String best =
        totals.stream()
            .max(
                (l, r) ->
                    Double.compare(l.<Double>getAs("log_score"), r.<Double>getAs("log_score")))
            .orElseThrow()
            .getAs("model");
    assertThat(totals)
        .extracting(row -> row.<String>getAs("model"))
        .containsExactlyInAnyOrder("bg_nbd", "mbg_nbd", "pareto_nbd", "mbg_cnbd_k");
    assertThat(totals).extracting(row -> row.<Long>getAs("actual")).containsOnly(717L);
    for (Row row : totals) {
      assertThat(row.<Boolean>getAs("chosen")).isEqualTo(row.<String>getAs("model").equals(best));
      assertThat(row.<Double>getAs("mean_absolute_error"))
          .isLessThan(row.<Double>getAs("naive_mean_absolute_error"));
      assertThat(row.<Double>getAs("coverage")).isBetween(.93, .97);
    }
    Row weeks =
        slice(ClvHoldout.TABLE)
            .where("slice = 'week' AND chosen")
            .agg(functions.count("*"), functions.sum("actual"), functions.max("actual_cumulative"))
            .first();
    assertThat(weeks.getLong(0)).isEqualTo(13);
    assertThat(weeks.getLong(1)).isEqualTo(717).isEqualTo(weeks.getLong(2));

    assertThat(slice(Clv.TABLE).select("model").distinct().collectAsList())
        .containsExactly(RowFactory.create(best));
    Row sums = slice(Clv.TABLE).agg(functions.count("*"), functions.sum(Clv.EXPECTED_CLV)).first();
    Row all = slice(ClvTotals.TABLE).where("scope = 'all'").first();
    assertThat(sums.getLong(0)).isEqualTo(2357).isEqualTo(all.<Long>getAs("customers"));
    assertThat(all.<BigDecimal>getAs("expected_clv").doubleValue())
        .isCloseTo(sums.getDecimal(1).doubleValue(), within(.2));
    assertThat(fits("role = 'scores'")).containsExactlyInAnyOrder(best + " all", "gamma_gamma all");
    assertThat(fits("role = 'holdout'")).hasSize(4);
    assertThat(outcome.checks()).allMatch(Check::passed);
    theTotalsRestOnAllHoldouts(all, best);

    List<Row> before = slice(Clv.TABLE).orderBy("customer_key").collectAsList();
    run("further-horizons-days = [30]");
    assertThat(slice(Clv.TABLE).orderBy("customer_key").collectAsList()).isEqualTo(before);
  }

  /** Those of 90 days each back to the first quarter, which is calibration for the earliest. */
  private void theTotalsRestOnAllHoldouts(Row all, String best) {
    List<Row> holdouts =
        slice(ClvHoldout.TABLE)
            .where("log_error IS NOT NULL")
            .orderBy("calibrated_to")
            .collectAsList();
    assertThat(holdouts)
        .extracting(row -> row.<String>getAs("slice"))
        .containsExactly("earlier", "earlier", "total");
    assertThat(holdouts)
        .extracting(row -> row.<Date>getAs("calibrated_to").toLocalDate())
        .containsExactly(AS_OF.minusDays(270), AS_OF.minusDays(180), AS_OF.minusDays(90));
    double beyond = 0;
    for (Row row : holdouts) {
      assertThat(row.<String>getAs("model")).isEqualTo(best);
      double error = row.getAs("log_error");
      double explained = row.getAs("explained_log_error");
      assertThat(error)
          .isCloseTo(
              Math.log(row.<Long>getAs("actual") / row.<Double>getAs("predicted")), within(.01));
      // Chance alone: some 700 purchases or more, a little more dispersed than Poisson's.
      assertThat(explained).isBetween(.025, .25);
      beyond += error * error - explained * explained;
    }
    double modelError = all.getAs("model_error");
    assertThat(all.<Integer>getAs("holdouts")).isEqualTo(3);
    assertThat(modelError * modelError).isCloseTo(Math.max(0, beyond / 3), within(1e-9));
    double expected = money(all, "expected_clv");
    assertThat(Math.pow(Math.log(money(all, "clv_high") / expected), 2))
        .isCloseTo(
            Math.pow(Math.log(money(all, "clv_high_given_model") / expected), 2)
                + Math.pow(1.959964 * modelError, 2),
            within(1e-5));
    assertThat(all.isNullAt(all.fieldIndex("season_factor"))).isTrue();
    assertThat(all.<String>getAs("season_reason")).isEqualTo("horizon_of_a_whole_year");
  }

  private static double money(Row row, String column) {
    return row.<BigDecimal>getAs(column).doubleValue();
  }

  @Test
  void aHoldoutThatTheHistoryMissesByADayIsShortened() throws IOException {
    // The first day is January 1st; the 183 days after it are not quite two holdouts of 92.
    LocalDate asOf = LocalDate.of(1997, 7, 3);
    Outcome outcome = new ClvJob().run(context(asOf, "holdout-days = 92"));

    assertThat(
            lake.read(ClvHoldout.TABLE)
                .where(col(Table.AS_OF).equalTo(Date.valueOf(asOf)))
                .select("calibrated_to", "holdout_days")
                .distinct()
                .collectAsList())
        .containsExactly(RowFactory.create(Date.valueOf(asOf.minusDays(91)), 91));
    assertThat(outcome.checks())
        .filteredOn(check -> !check.passed())
        .singleElement()
        .satisfies(
            check -> assertThat(check.actual()).startsWith("compared on 91 days in place of 92"));
  }

  @Test
  void segmentsGetTheirOwnFitOrThePooledOne() throws IOException {
    run("model = bg_nbd, candidates = [bg_nbd], segment-by = channel, least-customers = 1000");

    // 785 customers of the fair are too few for a fit of their own: they count as other.
    assertThat(fits("role = 'scores'"))
        .containsExactlyInAnyOrder("bg_nbd all", "bg_nbd channel=web", "gamma_gamma all");
    assertThat(
            slice(Clv.TABLE).select("segment").distinct().collectAsList().stream()
                .map(row -> row.getString(0))
                .collect(Collectors.toSet()))
        .isEqualTo(Set.of("all", "channel=web"));
    Row channels =
        slice(ClvTotals.TABLE)
            .where("scope = 'channel'")
            .agg(functions.count("*"), functions.sum("customers"))
            .first();
    assertThat(channels.getLong(0)).isEqualTo(2);
    assertThat(channels.getLong(1)).isEqualTo(2357);
  }

  @Test
  void covariatesCompete() throws IOException {
    run(
        "model = bg_nbd_covariates, candidates = [bg_nbd], covariates = [channel, country],"
            + " least-customers = 100");

    Row fit = slice(ClvFits.TABLE).where("role = 'scores' AND model = 'bg_nbd_covariates'").first();
    Map<String, Double> parameters = fit.getJavaMap(fit.fieldIndex("parameters"));
    assertThat(parameters)
        .containsKeys("r", "alpha", "a", "b", "alpha:channel=fair", "a:country=other");
    assertThat(fits("role = 'holdout'"))
        .containsExactlyInAnyOrder(
            "bg_nbd all", "bg_nbd_covariates all", "pareto_nbd_covariates all");
    assertThat(slice(Clv.TABLE).where("expected_orders IS NULL OR p_alive IS NULL").count())
        .isZero();
  }

  @Test
  void aShortHistoryTakesTheFirstCandidateAndSaysSo() throws IOException {
    Outcome outcome =
        new ClvJob()
            .run(
                context(
                    LocalDate.of(1997, 2, 28),
                    "candidates = [mbg_nbd, bg_nbd], holdout-days = 60"));

    assertThat(
            lake.read(ClvFits.TABLE)
                .where("as_of = DATE'1997-02-28' AND role = 'scores'")
                .select("model")
                .collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactlyInAnyOrder("mbg_nbd", "gamma_gamma");
    assertThat(outcome.checks())
        .filteredOn(check -> !check.passed())
        .singleElement()
        .satisfies(check -> assertThat(check.actual()).contains("shorter than the holdout"));
    Row total =
        lake.read(ClvTotals.TABLE).where("as_of = DATE'1997-02-28' AND scope = 'all'").first();
    assertThat(total.isNullAt(total.fieldIndex("clv_low"))).isTrue();
    assertThat(total.isNullAt(total.fieldIndex("clv_high"))).isTrue();
    assertThat(total.<String>getAs("null_reason")).isEqualTo("no_holdout");
    assertThat(total.<Integer>getAs("holdouts")).isZero();
    assertThat(money(total, "clv_low_given_model")).isPositive();
  }

  private Outcome run(String settings) throws IOException {
    return new ClvJob().run(context(AS_OF, settings));
  }

  private JobContext context(LocalDate asOf, String settings) throws IOException {
    Path file = Files.writeString(folder.resolve("test.conf"), "churnlake.clv {" + settings + "}");
    return new JobContext(
        lake,
        Configuration.load(file),
        null,
        asOf,
        "run",
        Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
  }

  private Dataset<Row> slice(Table table) {
    return lake.read(table).where(col(Table.AS_OF).equalTo(Date.valueOf(AS_OF)));
  }

  private List<String> fits(String which) {
    return slice(ClvFits.TABLE).where(which).collectAsList().stream()
        .map(row -> row.<String>getAs("model") + " " + row.<String>getAs("segment"))
        .toList();
  }
}
