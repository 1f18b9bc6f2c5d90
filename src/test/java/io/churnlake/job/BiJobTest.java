package io.churnlake.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import io.churnlake.config.Configuration;
import io.churnlake.lake.Lake;
import io.churnlake.lake.PublishedViews;
import io.churnlake.run.Jobs;
import io.churnlake.run.Progress;
import io.churnlake.run.Runner;
import io.churnlake.step.Job;
import io.churnlake.step.JobContext;
import io.churnlake.step.Outcome;
import io.churnlake.table.BiTables;
import io.churnlake.table.Cohorts;
import io.churnlake.table.Column;
import io.churnlake.table.Kpis;
import io.churnlake.table.Table;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a tool that sums all it finds makes of the flat tables. */
class BiJobTest {
  private static final LocalDate AS_OF = LocalDate.of(2024, 12, 31);
  private static final List<Job> STEPS =
      Stream.of("ingest", "conform", "cohorts", "revenue", "timing", "rfm", "bi")
          .map(Jobs::named)
          .toList();

  @TempDir static Path folder;
  private static Lake lake;
  private static PublishedViews views;
  private static BigDecimal revenue = BigDecimal.ZERO;
  private static int orders;

  @BeforeAll
  static void night() throws IOException {
    SmallShop shop = new SmallShop(folder);
    List<String> lines = new ArrayList<>(List.of("date,who,sku,money"));
    for (int i = 0; i < 40; i++) {
      for (int month = 1 + i % 5; month <= 12; month += 1 + i % 4) {
        BigDecimal amount = new BigDecimal(month + ".5" + i % 10);
        lines.add("2024-%02d-%02d,C%05d,p%d,%s".formatted(month, 1 + i % 27, i, i % 3, amount));
        revenue = revenue.add(amount);
        orders++;
      }
    }
    // Part of a purchase comes back.
    lines.add("2024-12-30,C00000,p0,-2.00");
    shop.file("a.csv", lines.toArray(String[]::new));
    lake = shop.lake();
    run(shop, AS_OF);
    views = PublishedViews.of(lake);
  }

  private static List<Outcome> run(SmallShop shop, LocalDate asOf) throws IOException {
    JobContext any =
        shop.context(
            "source.columns { time = date, customer-id = who, product-code = sku, amount = money }");
    return new Runner(
            new JobContext(
                lake, Configuration.defaults(), any.delivery(), asOf, "run-" + asOf, any.clock()),
            Progress.silent())
        .run(STEPS);
  }

  private static Object one(String query) {
    return views.query(query).first().get(0);
  }

  @Test
  void naiveSumsAreTheShops() {
    assertThat(one("SELECT sum(revenue) FROM bi.customers"))
        .isEqualTo(one("SELECT sum(revenue) FROM bi.cohorts_by_month"))
        .isEqualTo(one("SELECT sum(revenue) FROM bi.rates_by_month"));
    assertThat((BigDecimal) one("SELECT sum(revenue) FROM bi.customers"))
        .isEqualByComparingTo(revenue);
    assertThat(one("SELECT sum(orders) FROM bi.cohorts_by_month"))
        .isEqualTo(one("SELECT sum(orders) FROM bi.rates_by_month"))
        .isEqualTo((long) orders);
    assertThat(one("SELECT sum(customers) FROM bi.cohorts_by_month"))
        .isEqualTo(one("SELECT count(*) FROM bi.customers WHERE first_order_date IS NOT NULL"))
        .isEqualTo(one("SELECT sum(new_customers + left_truncated) FROM bi.rates_by_month"))
        .isEqualTo(40L);
    assertThat((BigDecimal) one("SELECT sum(net_revenue) FROM bi.cohorts_by_month"))
        .isEqualByComparingTo((BigDecimal) one("SELECT sum(net_revenue) FROM bi.rates_by_month"))
        .isEqualByComparingTo(revenue.subtract(new BigDecimal(2)));
    // The same question to gold.retention counts everything many times.
    assertThat((BigDecimal) one("SELECT sum(revenue) FROM gold.retention"))
        .isGreaterThan(revenue.multiply(new BigDecimal(3)));
  }

  @Test
  void sumsByTheKeysOfTheStarAreThoseOfGold() {
    List<Row> gold =
        lake.read(Kpis.TABLE)
            .filter(col(Kpis.PERIOD).equalTo(lit("month")))
            .filter(col(Kpis.SPLIT).equalTo(lit(Cohorts.ALL)))
            .orderBy(Kpis.PERIOD_START)
            .select(Kpis.PERIOD_START, Kpis.REVENUE, Kpis.BUYERS)
            .collectAsList();
    assertThat(gold).hasSizeGreaterThan(10);
    assertThat(
            views
                .query(
                    "SELECT d.month, cast(sum(f.revenue) AS decimal(18, 4)), sum(active_customers)"
                        + " FROM bi.cohorts_by_month f JOIN bi.calendar d ON f.month = d.day"
                        + " GROUP BY d.month ORDER BY d.month")
                .collectAsList()
                .toString())
        .isEqualTo(gold.toString());
  }

  @Test
  void keysAreKeysAndNoColumnIsNested() {
    for (Table table : BiTables.all()) {
      assertThat(one("SELECT count(*) FROM " + table.fullName()))
          .as(table.fullName())
          .isEqualTo(lake.read(table).select(columns(table.key())).distinct().count())
          .isNotEqualTo(0L);
      assertThat(table.columns())
          .extracting(Column::type)
          .noneMatch(
              type ->
                  type instanceof ArrayType
                      || type instanceof MapType
                      || type instanceof StructType);
    }
    assertThat(
            one(
                "SELECT count(*) FROM bi.customers c LEFT ANTI JOIN bi.calendar d"
                    + " ON c.cohort_month = d.day"))
        .isEqualTo(0L);
  }

  private static org.apache.spark.sql.Column[] columns(List<String> names) {
    return names.stream()
        .map(org.apache.spark.sql.functions::col)
        .toArray(org.apache.spark.sql.Column[]::new);
  }

  @Test
  void anOlderDateLeavesTheNewestOnesTables() throws IOException {
    List<Outcome> outcomes = run(new SmallShop(folder), AS_OF.minusDays(40));
    assertThat(outcomes.get(STEPS.size() - 1).note()).isEqualTo("the tables of " + AS_OF + " stay");
    assertThat(
            PublishedViews.of(lake)
                .query("SELECT DISTINCT as_of FROM bi.customers")
                .first()
                .getDate(0)
                .toLocalDate())
        .isEqualTo(AS_OF);
  }
}
