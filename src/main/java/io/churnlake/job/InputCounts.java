package io.churnlake.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.churnlake.error.Errors;
import io.churnlake.table.RejectedInputs;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The rows of one input, and why some of them are rejected. */
final class InputCounts {
  private static final int REASONS_SHOWN = 3;

  private final String input;
  private final Map<String, Long> byReason = new TreeMap<>();
  private long rows;
  private long rejected;

  private InputCounts(String input) {
    this.input = input;
  }

  /** Counts the judged rows of all inputs in one go, by the inputs' names. */
  static Map<String, InputCounts> of(Map<String, Dataset<Row>> judged) {
    Map<String, InputCounts> counts = new LinkedHashMap<>();
    judged.keySet().forEach(input -> counts.put(input, new InputCounts(input)));
    judged.entrySet().stream()
        .map(
            entry ->
                entry
                    .getValue()
                    .select(
                        lit(entry.getKey()).as(RejectedInputs.INPUT), col(RejectedInputs.REASONS)))
        .reduce(Dataset::union)
        .map(
            all ->
                all.groupBy(RejectedInputs.INPUT, RejectedInputs.REASONS).count().collectAsList())
        .orElse(List.of())
        .forEach(
            row ->
                counts
                    .computeIfAbsent(row.getString(0), InputCounts::new)
                    .add(row.getList(1), row.getLong(2)));
    return counts;
  }

  private void add(List<String> reasons, long count) {
    rows += count;
    rejected += reasons.isEmpty() ? 0 : count;
    reasons.forEach(reason -> byReason.merge(reason, count, Long::sum));
  }

  long rows() {
    return rows;
  }

  long rejected() {
    return rejected;
  }

  long accepted() {
    return rows - rejected;
  }

  /** Refuses an input with too many faults. */
  void refuse(double limit) {
    if (rejected > limit * rows) {
      String mostFrequent =
          byReason.entrySet().stream()
              .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
              .limit(REASONS_SHOWN)
              .map(entry -> entry.getKey() + " (" + entry.getValue() + ")")
              .collect(Collectors.joining(", "));
      throw Errors.tooManyRejected(rejected, rows, limit, mostFrequent + " in input " + input);
    }
  }

  /** One note a reason, for ops.checks. */
  List<Check> notes() {
    return byReason.entrySet().stream()
        .map(
            entry ->
                new Check(
                    input + " left out: " + entry.getKey(),
                    "0",
                    entry.getValue().toString(),
                    Check.Severity.NOTE))
        .toList();
  }
}
