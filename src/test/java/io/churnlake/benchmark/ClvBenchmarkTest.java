package io.churnlake.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.churnlake.clv.CustomerSummaries;
import io.churnlake.lake.Lake;
import io.churnlake.simulate.CustomerBase;
import io.churnlake.simulate.Purchases;
import io.churnlake.table.CustomerDays;
import io.churnlake.testing.SparkTest;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClvBenchmarkTest {
  /** What is fitted and scored is the base, however Spark cut it. */
  @Test
  void aBaseIsWrittenAndScored(@TempDir Path folder) {
    Lake lake = Lake.at(SparkTest.spark(), folder.toString());
    CustomerBase base = new CustomerBase(1, 730, 7);
    List<String> expected = new ArrayList<>();
    long purchaseDays = 0;
    for (int number = 0; number < 300; number++) {
      Purchases purchases = base.customer(number);
      int x = purchases.size() - 1;
      long cents = 0;
      for (int i = 0; i <= x; i++) {
        cents += purchases.cents(i);
      }
      expected.add(List.of(x, purchases.day(x), purchases.observedDays(), cents).toString());
      purchaseDays += purchases.size();
    }
    try (ClvBenchmark benchmark = ClvBenchmark.write(lake, 300, 7)) {
      List<Row> summaries =
          CustomerSummaries.of(lake.read(CustomerDays.TABLE), LocalDate.of(2025, 12, 31))
              .collectAsList();
      assertThat(summaries)
          .extracting(
              row ->
                  List.of(
                          row.getInt(1),
                          row.getInt(2),
                          row.getInt(3),
                          row.getDecimal(5).movePointRight(2).longValueExact())
                      .toString())
          .containsExactlyInAnyOrderElementsOf(expected);
      assertThat(benchmark.rows()).isEqualTo(purchaseDays);
      assertThat(benchmark.score(benchmark.fitPurchases().fit(), benchmark.fitSpend().fit()))
          .isEqualTo(300);
    }
  }
}
