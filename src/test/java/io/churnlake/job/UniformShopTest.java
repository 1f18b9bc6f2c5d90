package io.churnlake.job;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import io.churnlake.run.Jobs;
import io.churnlake.run.Progress;
import io.churnlake.run.Runner;
import io.churnlake.step.JobContext;
import io.churnlake.table.ClvFits;
import io.churnlake.table.ClvTotals;
import io.churnlake.table.Kpis;
import io.churnlake.table.Table;
import io.churnlake.testing.Contents;
import java.nio.file.Path;
import java.sql.Date;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * A subscription of one product at 19.90 through whole nights: in its third week, when everybody
 * has bought once, and in its second year, when customers differ in how often they have paid and in
 * nothing else. What a constant, one row or nobody can break is asked on both dates.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UniformShopTest {
  private static final LocalDate START = LocalDate.of(2023, 1, 2);
  private static final LocalDate YOUNG = START.plusDays(20);
  private static final LocalDate GROWN = LocalDate.of(2024, 6, 30);
  private static final int CUSTOMERS = 150;

  @TempDir static Path folder;
  private SmallShop shop;

  @BeforeAll
  void nights() throws Exception {
    shop = new SmallShop(folder);
    List<String> lines = new ArrayList<>(List.of("date,customer,order,sku,qty,price"));
    for (int customer = 0; customer < CUSTOMERS; customer++) {
      for (int month = 0; month <= customer % 17; month++) {
        LocalDate day = START.plusDays(customer % 9).plusMonths(month);
        lines.add("%s,c%d,%d-%d,SUB,1,19.90".formatted(day, customer, customer, month));
      }
    }
    shop.file("log.csv", lines.toArray(String[]::new));
    JobContext context =
        shop.context(
            """
            source.columns {
              time = date, customer-id = customer, order-id = order, product-code = sku
              quantity = qty, unit-price = price
            }
            """);
    for (LocalDate asOf : List.of(YOUNG, GROWN)) {
      JobContext night =
          new JobContext(
              context.lake(),
              context.configuration(),
              context.delivery(),
              asOf,
              "run-of-" + asOf,
              Clock.systemUTC());
      new Runner(night, Progress.silent()).run(Jobs.nightly());
    }
  }

  /** The only row of a slice that fits. */
  private Row row(Table table, LocalDate asOf, String condition) {
    List<Row> rows =
        shop.lake()
            .read(table)
            .filter(col(Table.AS_OF).equalTo(Date.valueOf(asOf)))
            .filter(condition)
            .collectAsList();
    assertThat(rows).hasSize(1);
    return rows.get(0);
  }

  @Test
  void noTableHoldsWhatIsNoNumber() {
    Map<String, List<String>> contents = Contents.of(shop.lake());
    assertThat(contents).hasSizeGreaterThan(30);
    Contents.mustBeNumbers(contents);
  }

  @Test
  void countsDoNotCorrelateWithOnePrice() {
    for (LocalDate asOf : List.of(YOUNG, GROWN)) {
      Row fit = row(ClvFits.TABLE, asOf, "model = 'gamma_gamma'");
      assertThat(fit.isNullAt(fit.fieldIndex("frequency_spend_correlation"))).isTrue();
      assertThat(fit.<Double>getAs("margin_rate")).isPositive();
      assertThat(String.valueOf(fit.<String>getAs("note"))).doesNotContain("correlate");
    }
    Row fit = row(ClvFits.TABLE, GROWN, "model = 'gamma_gamma'");
    assertThat(fit.<Long>getAs("customers"))
        .as("those of two and more payments")
        .isGreaterThan(100);
  }

  @Test
  void whatIsNotDefinedSaysWhy() {
    Row young =
        row(
            Kpis.TABLE,
            YOUNG,
            "period = 'month' and split = 'all' and period_start = DATE'2023-01-01'");
    assertThat(young.isNullAt(young.fieldIndex(Kpis.CHURN_RATE))).isTrue();
    assertThat(young.<String>getAs(Kpis.nullReason(Kpis.CHURN_RATE))).isEqualTo("period_not_ended");
    Row total = row(ClvTotals.TABLE, YOUNG, "scope = 'all'");
    assertThat(total.<Long>getAs("customers")).isEqualTo(CUSTOMERS);
    assertThat(total.<String>getAs("null_reason")).isEqualTo("parameters_undetermined");
  }
}
