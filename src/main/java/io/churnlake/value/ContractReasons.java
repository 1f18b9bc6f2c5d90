package io.churnlake.value;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.replace;
import static org.apache.spark.sql.functions.sum;

import io.churnlake.clv.contract.ContractParsing;
import io.churnlake.error.Errors;
import io.churnlake.privacy.Forgotten;
import io.churnlake.step.Check;
import io.churnlake.step.JobContext;
import io.churnlake.table.RejectedContracts;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Why rows of the contract file are left out.
 *
 * @param rows in the file
 * @param forgotten of these, of customers who were forgotten; none of the others
 * @param rejected of these, with a fault
 * @param kept of these, without one and begun by as_of
 * @param lines of the file's text on which these rows are
 * @param rejectedLines of these, of rows with a fault
 * @param byReason rows a reason, a row with several under each
 */
public record ContractReasons(
    long rows,
    long forgotten,
    long rejected,
    long kept,
    long lines,
    long rejectedLines,
    Map<String, Long> byReason) {
  private static final int REASONS_SHOWN = 3;

  /** Counts the rows of {@link ContractParsing#judged} that {@link Forgotten} has marked. */
  public static ContractReasons of(Dataset<Row> judged) {
    long rows = 0;
    long forgotten = 0;
    long rejected = 0;
    long kept = 0;
    long lines = 0;
    long rejectedLines = 0;
    Map<String, Long> byReason = new TreeMap<>();
    Column[] by = {col(ContractParsing.REASONS), col(Forgotten.FORGOTTEN)};
    Column raw = col(RejectedContracts.RAW);
    // The line ends in a row's text are those within it.
    Column ends = length(raw).minus(length(replace(raw, lit("\n"), lit(""))));
    for (Row row :
        judged.groupBy(by).agg(count(lit(1)), sum(ends.plus(1)).cast("long")).collectAsList()) {
      List<String> reasons = row.getList(0);
      long count = row.getLong(2);
      rows += count;
      lines += row.getLong(3);
      if (row.getBoolean(1)) {
        forgotten += count;
        continue;
      }
      kept += reasons.isEmpty() ? count : 0;
      if (!reasons.stream().allMatch(ContractParsing.STARTED_AFTER_AS_OF::equals)) {
        rejected += count;
        rejectedLines += row.getLong(3);
      }
      reasons.forEach(reason -> byReason.merge(reason, count, Long::sum));
    }
    return new ContractReasons(rows, forgotten, rejected, kept, lines, rejectedLines, byReason);
  }

  /**
   * Refuses a file with too many faults, or with nothing to look at. Rows that begin later are no
   * fault: an earlier as_of has many.
   */
  public void refuse(JobContext context) {
    double limit = context.configuration().ingest().maxRejectedShare();
    if (rejectedLines > limit * lines) {
      throw Errors.tooManyRejected(rejectedLines, lines, limit, mostFrequent());
    }
    if (kept == 0) {
      throw Errors.dataRefused(
          "There is no contract as of " + context.asOf() + ".",
          rows == 0 ? "The contract file has no row." : "Every row begins later or is left out.",
          "Choose a later --as-of, or check contracts.file. Nothing was published.");
    }
  }

  /** One note a reason, for ops.checks. */
  public List<Check> notes() {
    return byReason.entrySet().stream()
        .map(
            entry ->
                new Check(
                    "contracts left out: " + entry.getKey(),
                    "0",
                    entry.getValue().toString(),
                    Check.Severity.NOTE))
        .toList();
  }

  private String mostFrequent() {
    return byReason.entrySet().stream()
        .filter(entry -> !entry.getKey().equals(ContractParsing.STARTED_AFTER_AS_OF))
        .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
        .limit(REASONS_SHOWN)
        .map(entry -> entry.getKey() + " (" + entry.getValue() + ")")
        .collect(Collectors.joining(", "));
  }
}
