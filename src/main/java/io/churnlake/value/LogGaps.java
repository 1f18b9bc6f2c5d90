package io.churnlake.value;

import io.churnlake.clv.CustomerSummaries;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Sums of the logarithms of the days between purchases, by group; see {@link CustomerSummaries}.
 */
public record LogGaps(Map<Integer, Double> byGroup) {

  /** Computes them; one Spark job. */
  public static LogGaps of(Dataset<Row> days, Dataset<Row> grouped, LocalDate asOf) {
    Map<Integer, Double> byGroup = new HashMap<>();
    CustomerSummaries.logGapDays(days, grouped, asOf)
        .collectAsList()
        .forEach(row -> byGroup.put(row.getInt(0), row.getDouble(1)));
    return new LogGaps(byGroup);
  }

  /** Where no model asks for them. */
  public static LogGaps unknown() {
    return new LogGaps(Map.of(0, Double.NaN));
  }

  public double total() {
    return byGroup.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  public double of(int group) {
    return byGroup.getOrDefault(group, byGroup.containsValue(Double.NaN) ? Double.NaN : 0.0);
  }
}
