package io.churnlake.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import io.churnlake.error.Errors;
import io.churnlake.inputs.InputParsing;
import io.churnlake.step.Check;
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
public final class InputCounts {
  private static final int REASONS_SHOWN = 3;

  /** So many rows of small files the driver takes easily. */
  private static final long FEW = 50_000;

  private final String input;
  private final Map<String, Long> byReason = new TreeMap<>();
  private long rows;
  private long rejected;
  private long lines;
  private long rejectedLines;

  private InputCounts(String input) {
    this.input = input;
  }

  /** Counts the judged rows of all inputs in one go, by the inputs' names. */
  public static Map<String, InputCounts> of(Map<String, Dataset<Row>> judged) {
    Map<String, InputCounts> counts = new LinkedHashMap<>();
    judged.keySet().forEach(input -> counts.put(input, new InputCounts(input)));
    judged.entrySet().stream()
        .map(
            entry ->
                entry
                    .getValue()
                    .select(
                        lit(entry.getKey()).as(RejectedInputs.INPUT),
                        col(RejectedInputs.REASONS),
                        col(InputParsing.LINES)))
        .reduce(Dataset::union)
        .map(
            all ->
                all.groupBy(RejectedInputs.INPUT, RejectedInputs.REASONS)
                    .agg(count(lit(1)), sum(InputParsing.LINES))
                    .collectAsList())
        .orElse(List.of())
        .forEach(
            row ->
                counts
                    .computeIfAbsent(row.getString(0), InputCounts::new)
                    .add(row.getList(1), row.getLong(2), row.getLong(3)));
    return counts;
  }

  private void add(List<String> reasons, long count, long ofLines) {
    rows += count;
    lines += ofLines;
    rejectedLines += reasons.isEmpty() ? 0 : ofLines;
    rejected += reasons.isEmpty() ? 0 : count;
    reasons.forEach(reason -> byReason.merge(reason, count, Long::sum));
  }

  public long rows() {
    return rows;
  }

  public long rejected() {
    return rejected;
  }

  public long accepted() {
    return rows - rejected;
  }

  /** Whether the rows are few enough to be written where they are. */
  public boolean areFew() {
    return accepted() <= FEW;
  }

  /** Refuses an input in too many of whose lines is a fault. */
  public void refuse(double limit) {
    if (rejectedLines > limit * lines) {
      String mostFrequent =
          byReason.entrySet().stream()
              .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
              .limit(REASONS_SHOWN)
              .map(entry -> entry.getKey() + " (" + entry.getValue() + ")")
              .collect(Collectors.joining(", "));
      throw Errors.tooManyRejected(
          rejectedLines, lines, limit, mostFrequent + " in input " + input);
    }
  }

  /** One note a reason, for ops.checks. */
  public List<Check> notes() {
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
