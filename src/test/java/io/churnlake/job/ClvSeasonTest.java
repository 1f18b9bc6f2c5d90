package io.churnlake.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.dayofmonth;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.churnlake.config.Configuration;
import io.churnlake.lake.Lake;
import io.churnlake.step.JobContext;
import io.churnlake.table.ClvHoldout;
import io.churnlake.table.ClvTotals;
import io.churnlake.table.CustomerDays;
import io.churnlake.table.Customers;
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
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A shop whose customers buy two and a half times as much in November and December. */
class ClvSeasonTest {
  private static final LocalDate FIRST = LocalDate.of(2021, 10, 1);
  private static final LocalDate AS_OF = LocalDate.of(2024, 10, 31);
  private static final int HORIZON = 56;
  @TempDir static Path folder;

  @Test
  void theSameWeeksOfLastYearMoveTheForecastBesideIt() throws IOException {
    Lake lake = Lake.at(SparkTest.spark(), folder.resolve("lake").toString());
    List<Row> days = new ArrayList<>();
    long came = 0;
    SplittableRandom random = new SplittableRandom(1);
    for (int customer = 0; customer < 700; customer++) {
      LocalDate start = FIRST.plusDays(random.nextInt(900));
      for (LocalDate day : occasions(start, random)) {
        if (day.isAfter(AS_OF)) {
          came++;
        } else {
          days.add(RowFactory.create("c" + customer, Date.valueOf(day)));
        }
      }
    }
    lake.replace(CustomerDays.TABLE, filled(days));
    lake.replace(
        Customers.TABLE, SparkTest.spark().createDataFrame(List.of(), Customers.TABLE.schema()));

    new ClvJob().run(context(lake));

    Row all = lake.read(ClvTotals.TABLE).where("scope = 'all'").first();
    double factor = all.getAs("season_factor");
    double expected = all.getAs("expected_orders");
    assertThat(all.<String>getAs("season_reason")).isNull();
    assertThat(factor).isBetween(1.2, 2.0);
    assertThat(Math.abs(Math.log(came / (factor * expected))))
        .isLessThan(Math.abs(Math.log(came / expected)) / 1.5);
    assertThat(money(all, "expected_clv_with_season"))
        .isCloseTo(factor * money(all, "expected_clv"), within(1e-3));
    List<Row> seasons =
        lake.read(ClvHoldout.TABLE)
            .where("slice = 'season'")
            .orderBy(ClvHoldout.SLICE_VALUE)
            .collectAsList();
    assertThat(seasons)
        .extracting(row -> row.<Date>getAs("calibrated_to").toLocalDate())
        .containsExactly(AS_OF.minusDays(364), AS_OF.minusDays(728));
    assertThat(seasons)
        .extracting(row -> row.<Integer>getAs(ClvHoldout.SLICE_VALUE))
        .containsExactly(1, 3);
    assertThat(2 * Math.log(factor))
        .isCloseTo(seasons.get(0).<Double>getAs("log_error"), within(1e-9));
    // One of four holdouts has the winter in it, and a month beside: the interval knows of it, and
    // about the forecast with season it holds what came.
    assertThat(all.<Integer>getAs("holdouts")).isEqualTo(4);
    assertThat(money(all, "clv_high") / money(all, "expected_clv"))
        .isGreaterThan(1.3 * money(all, "clv_high_given_model") / money(all, "expected_clv"));
    double worth = came * money(all, "expected_clv") / expected;
    assertThat(worth)
        .isGreaterThan(money(all, "clv_high_given_model"))
        .isBetween(factor * money(all, "clv_low"), factor * money(all, "clv_high"));
  }

  /** A purchase every 50 days or, in winter, every 20, for some two years. */
  private static Set<LocalDate> occasions(LocalDate start, SplittableRandom random) {
    Set<LocalDate> days = new TreeSet<>();
    days.add(start);
    double own = .4 + 1.2 * random.nextDouble();
    for (LocalDate day = start.plusDays(1);
        !day.isAfter(AS_OF.plusDays(HORIZON)) && random.nextDouble() > 1 / 700.0;
        day = day.plusDays(1)) {
      double rate = day.getMonthValue() >= 11 ? .05 : .02;
      if (random.nextDouble() < own * rate) {
        days.add(day);
      }
    }
    return days;
  }

  private static double money(Row row, String column) {
    return row.<BigDecimal>getAs(column).doubleValue();
  }

  /** Days of one order of 10.00, plus or minus cents by the day of the month. */
  private static Dataset<Row> filled(List<Row> days) {
    Dataset<Row> given =
        SparkTest.spark()
            .createDataFrame(
                days,
                new StructType()
                    .add(CustomerDays.TABLE.schema().apply(CustomerDays.CUSTOMER_KEY))
                    .add(CustomerDays.TABLE.schema().apply(CustomerDays.ORDER_DATE)));
    Map<String, Column> known =
        Map.of(
            CustomerDays.CUSTOMER_KEY, col(CustomerDays.CUSTOMER_KEY),
            CustomerDays.ORDER_DATE, col(CustomerDays.ORDER_DATE),
            CustomerDays.LINES, lit(1),
            CustomerDays.ORDERS, lit(1),
            CustomerDays.REVENUE, dayofmonth(col(CustomerDays.ORDER_DATE)).plus(10));
    Column[] columns =
        CustomerDays.TABLE.columns().stream()
            .map(
                column ->
                    known
                        .getOrDefault(column.name(), lit(null))
                        .cast(column.type())
                        .as(column.name()))
            .toArray(Column[]::new);
    return given.select(columns);
  }

  private static JobContext context(Lake lake) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("test.conf"),
            "churnlake.clv { horizon-days = " + HORIZON + ", candidates = [bg_nbd, mbg_nbd] }");
    return new JobContext(
        lake,
        Configuration.load(file),
        null,
        AS_OF,
        "run",
        Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
  }
}
