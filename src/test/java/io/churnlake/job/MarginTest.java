package io.churnlake.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.churnlake.clv.Margin;
import io.churnlake.config.Configuration;
import io.churnlake.config.SourceMapping;
import io.churnlake.lake.Lake;
import io.churnlake.step.JobContext;
import io.churnlake.table.BronzeOrderLines;
import io.churnlake.table.BronzeRejected;
import io.churnlake.table.Clv;
import io.churnlake.table.ClvFits;
import io.churnlake.table.ClvTotals;
import io.churnlake.table.CustomerDays;
import io.churnlake.table.Types;
import io.churnlake.testing.SparkTest;
import io.churnlake.testing.TestKeys;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the cost of a piece to the margin of a customer. */
class MarginTest {
  private static final String MAPPING =
      """
      source {
        name = "tiny", zone = "Europe/Berlin", currency = "EUR", delimiter = ";"
        time.patterns = ["yyyy-MM-dd"]
        columns { time = when, customer-id = who, order-id = order, product-code = what
                  quantity = pieces, unit-price = price }
      }
      """;
  private static final String COST = "source.columns.unit-cost = cost\n";
  private static final String HEADER = "when;who;order;what;pieces;price;cost\n";

  @TempDir Path folder;

  private JobContext context(String name, String mapping, String... lines) throws IOException {
    Path input = Files.createDirectory(folder.resolve(name));
    Files.writeString(input.resolve("a.csv"), HEADER + String.join("\n", lines) + "\n");
    return new JobContext(
        Lake.at(SparkTest.spark(), folder.resolve(name + "-lake").toString()),
        Configuration.defaults(),
        new JobContext.Delivery(
            SourceMapping.load(Files.writeString(folder.resolve(name + ".conf"), mapping)),
            input.toString(),
            TestKeys.secret()),
        LocalDate.of(2024, 4, 30),
        "run",
        Clock.systemUTC());
  }

  /** 40 customers with 100 lines of 100 in all, of unknown cost, so that models can be fitted. */
  private static Stream<String> others() {
    return Stream.iterate(0, i -> i + 1)
        .limit(40)
        .flatMap(
            i ->
                Stream.iterate(0, k -> k + 1)
                    .limit(1 + i % 4)
                    .map(
                        k ->
                            "%s;f%d;f%d-%d;p3;1;%s;"
                                .formatted(
                                    LocalDate.of(2024, 1, 1).plusDays(i + k * (5L + i % 9)),
                                    i,
                                    i,
                                    k,
                                    BigDecimal.valueOf(8 + i % 5, 1))));
  }

  @Test
  void knownCostsMakeTheMargin() throws IOException {
    Stream<String> log =
        Stream.of(
            "2024-01-02;c1;o1;p1;2;10;4",
            "2024-02-02;c1;o2;p2;1;5;",
            "2024-03-05;c1;o3;p1;3;10;4.5",
            "2024-01-10;c2;o4;p2;4;5;",
            "2024-01-10;c2;o4;p1;1;10;4",
            // A return does not count, and what comes after as_of is not known.
            "2024-02-10;c2;o5;p1;-2;10;4",
            "2024-05-01;c3;o6;p1;1;100;1");
    JobContext context =
        context("costed", MAPPING + COST, Stream.concat(log, others()).toArray(String[]::new));
    Lake lake = context.lake();
    new IngestJob().run(context);
    new ConformJob().run(context);
    new ClvJob().run(context);

    assertThat(
            lake.read(CustomerDays.TABLE)
                .filter(col(CustomerDays.COSTED_REVENUE).gt(0))
                .orderBy(CustomerDays.ORDER_DATE)
                .select(
                    CustomerDays.ORDER_DATE,
                    CustomerDays.REVENUE,
                    CustomerDays.COST,
                    CustomerDays.COSTED_REVENUE)
                .collectAsList())
        .extracting(row -> row.mkString(" "))
        .containsExactly(
            "2024-01-02 20.0000 8.0000 20.0000",
            "2024-01-10 30.0000 4.0000 10.0000",
            "2024-03-05 30.0000 13.5000 30.0000",
            "2024-05-01 100.0000 1.0000 100.0000");
    assertThat(
            lake.read(CustomerDays.TABLE)
                .filter(col(CustomerDays.COST).isNull().or(col(CustomerDays.COST).lt(0)))
                .count())
        .isZero();
    // (60 - 25.50) / 60; c1: 50 - 21.50 + 5 x 0.575; c2: 10 - 4 + 20 x 0.575; others: 100 x 0.575.
    assertThat(margin(lake)).isEqualTo("0.575 costs");
    assertThat(historic(lake)).hasSize(42).contains("31.3750", "17.5000");
    assertThat(total(lake, "historic_clv")).isEqualTo(31.375 + 17.5 + 57.5);
    double expected = total(lake, "expected_clv");

    // The same days as an older lake has them: no cost is known, and margin is as configured.
    lake.replace(
        CustomerDays.TABLE,
        lake.read(CustomerDays.TABLE)
            .withColumn(CustomerDays.COST, lit(null).cast(Types.MONEY))
            .withColumn(CustomerDays.COSTED_REVENUE, lit(null).cast(Types.MONEY)));
    new ClvJob().run(context);

    assertThat(margin(lake)).isEqualTo("1.0 configured");
    assertThat(historic(lake)).hasSize(42).contains("55.0000", "30.0000");
    assertThat(total(lake, "historic_clv")).isEqualTo(55 + 30 + 100);
    assertThat(expected).isPositive().isCloseTo(.575 * total(lake, "expected_clv"), within(1e-3));
  }

  @Test
  void aFewCostsDoNotSpeakForTheShop() {
    Margin margin =
        Margin.of(
            RowFactory.create(BigDecimal.ONE, BigDecimal.valueOf(50), BigDecimal.valueOf(1000)),
            .4);

    assertThat(margin.rate()).isEqualTo(.4);
    assertThat(margin.source()).isEqualTo("configured");
    assertThat(margin.costsAreTooFew()).isTrue();
  }

  @Test
  void aCostThatIsGivenMustBeUsable() throws IOException {
    String[] lines =
        Stream.concat(
                Stream.of(
                    "2024-01-02;c1;o1;p1;2;10;abc",
                    "2024-01-02;c1;o2;p1;2;10;-0.01",
                    "2024-01-02;c1;o3;p1;20000;10;90000000000000"),
                Stream.iterate(1, i -> i + 1)
                    .limit(80)
                    .map(i -> "2024-01-03;c" + i + ";g" + i + ";p1;1;10;" + (i == 1 ? " " : "0")))
            .toArray(String[]::new);
    JobContext context = context("bad", MAPPING + COST, lines);

    new IngestJob().run(context);

    assertThat(
            context
                .lake()
                .read(BronzeRejected.TABLE)
                .orderBy(BronzeRejected.POSITION)
                .select(BronzeRejected.REASONS)
                .collectAsList())
        .extracting(row -> row.<String>getList(0))
        .containsExactly(
            List.of("unit_cost_unreadable"),
            List.of("unit_cost_negative"),
            List.of("cost_out_of_range"));
    assertThat(
            context
                .lake()
                .read(BronzeOrderLines.TABLE)
                .filter(col(BronzeOrderLines.UNIT_COST).isNull())
                .count())
        .isEqualTo(1);
  }

  private static String margin(Lake lake) {
    Row row =
        lake.read(ClvFits.TABLE)
            .filter(col(ClvFits.MODEL).equalTo("gamma_gamma"))
            .select(ClvFits.MARGIN_RATE, ClvFits.MARGIN_SOURCE)
            .first();
    return row.mkString(" ");
  }

  private static List<String> historic(Lake lake) {
    return lake
        .read(Clv.TABLE)
        .select(col(Clv.HISTORIC_CLV).cast("string"))
        .orderBy(Clv.HISTORIC_CLV)
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .toList();
  }

  private static double total(Lake lake, String column) {
    return lake.read(ClvTotals.TABLE)
        .filter(col(ClvTotals.SCOPE).equalTo("all"))
        .select(col(column).cast("double"))
        .first()
        .getDouble(0);
  }
}
