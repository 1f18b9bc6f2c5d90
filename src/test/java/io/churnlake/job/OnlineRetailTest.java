package io.churnlake.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.sum;
import static org.assertj.core.api.Assertions.assertThat;

import io.churnlake.config.Configuration;
import io.churnlake.config.SourceMapping;
import io.churnlake.lake.Lake;
import io.churnlake.table.BronzeOrderLines;
import io.churnlake.table.Customers;
import io.churnlake.table.SilverOrderLines;
import io.churnlake.testing.SparkTest;
import io.churnlake.testing.TestData;
import io.churnlake.testing.TestKeys;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** UCI Online Retail from its files to its published cohort table. */
class OnlineRetailTest {
  @TempDir Path folder;

  @Test
  void theCohortTableIsTheReferenceCellForCell() throws IOException {
    Path data = TestData.path("online_retail");
    Path reference = TestData.path("reference/online_retail_cohorts_clean.csv");
    Lake lake = Lake.at(SparkTest.spark(), folder.resolve("lake").toString());
    JobContext context =
        new JobContext(
            lake,
            Configuration.defaults(),
            new JobContext.Delivery(
                SourceMapping.bundled("online-retail"), data.toString(), TestKeys.secret()),
            LocalDate.of(2011, 12, 9),
            "run",
            Clock.systemUTC());
    new Runner(context, Progress.silent())
        .run(List.of(Jobs.named("ingest"), Jobs.named("conform"), Jobs.named("cohorts")));

    assertThat(lake.read(BronzeOrderLines.TABLE).count()).isEqualTo(541_909);
    assertThat(total(lake.read(BronzeOrderLines.TABLE).agg(sum(BronzeOrderLines.AMOUNT)).first()))
        .isEqualByComparingTo("9747747.93");
    assertThat(lake.read(Customers.TABLE).count()).isEqualTo(4_338);
    Row counting =
        lake.read(SilverOrderLines.TABLE)
            .filter(col(SilverOrderLines.COUNTS))
            .agg(sum(SilverOrderLines.AMOUNT))
            .first();
    assertThat(total(counting)).isEqualByComparingTo("8911407.90");
    assertThat(cells(lake)).isEqualTo(referenceCells(reference));
  }

  private static BigDecimal total(Row row) {
    return row.getDecimal(0).setScale(2, java.math.RoundingMode.HALF_UP);
  }

  private static Map<String, Long> cells(Lake lake) {
    Map<String, Long> cells = new HashMap<>();
    lake.spark()
        .read()
        .format("delta")
        .load(lake.path("gold/retention"))
        .filter("period = 'month' AND basis = 'gross' AND kind = 'on'")
        .selectExpr("date_format(cohort, 'yyyy-MM')", "period_index", "active_customers")
        .collectAsList()
        .forEach(row -> cells.put(row.getString(0) + " " + row.getInt(1), row.getLong(2)));
    return cells;
  }

  private static Map<String, Long> referenceCells(Path file) throws IOException {
    Map<String, Long> cells = new HashMap<>();
    List<String> lines = new ArrayList<>(Files.readAllLines(file));
    lines.remove(0);
    for (String line : lines) {
      String[] fields = line.split(",");
      for (int k = 1; k < fields.length; k++) {
        cells.put(fields[0] + " " + (k - 1), Long.valueOf(fields[k]));
      }
    }
    assertThat(cells).hasSize(91);
    return cells;
  }
}
