package io.churnlake.ingest;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.unix_date;
import static org.apache.spark.sql.functions.when;

import io.churnlake.lake.FileFacts;
import io.churnlake.orders.LineParsing;
import io.churnlake.privacy.Forgotten;
import io.churnlake.step.Check;
import io.churnlake.table.BronzeOrderLines;
import io.churnlake.table.Types;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The rows of a file, and its lines as far as rows have them. Several rows of a line, and rows of
 * Parquet, each count for a line where shares are taken.
 *
 * @param rows all of them
 * @param rejected of these
 * @param forgotten of these, of forgotten customers; none of them is rejected
 * @param lines over which they go
 * @param rejectedLines of these, of rejected rows
 * @param begun lines on which a row begins
 * @param rejectedBegun of these, a rejected one
 * @param quoted further lines of rows, inside quoted fields
 * @param blank empty lines behind rows
 * @param repeats good lines that repeat another of the file: of identical ones, all but one
 * @param firstDay date of the first line that counts, in days since 1970, or {@link #NO_DAY}
 * @param characters of the rows' texts
 */
public record FileCounts(
    long rows,
    long rejected,
    long forgotten,
    long lines,
    long rejectedLines,
    long begun,
    long rejectedBegun,
    long quoted,
    long blank,
    long repeats,
    long firstDay,
    long characters) {
  /** No line counts. */
  static final long NO_DAY = Long.MAX_VALUE;

  /** Columns that the counted rows have beside their own: what a good line is, and counts on. */
  static final String IDENTITY = "identity";

  static final String COUNTS_ON = "counts_on";

  /** So many numbers tell of a file's lines. */
  public static final int OF_LINES = 6;

  public static final FileCounts NONE = new FileCounts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, NO_DAY, 0);

  /**
   * Counts rows by their files' names, all in one pass.
   *
   * @param judged rows, marked as {@link Forgotten} does, with the columns {@link #IDENTITY} and
   *     {@link #COUNTS_ON}, which are NULL where a row is no good line, or does not count
   */
  public static Map<String, FileCounts> byFile(Dataset<Row> judged) {
    Column forgotten = col(Forgotten.FORGOTTEN);
    Column rejected = size(col(LineParsing.REASONS)).gt(0).and(not(forgotten));
    Column lines = col(LineParsing.LINES);
    Column share = greatest(lines, lit(1));
    Column begins = lines.gt(0);
    Map<String, FileCounts> counts = new TreeMap<>();
    judged
        .groupBy(BronzeOrderLines.FILE)
        .agg(
            count(lit(1)),
            count(when(rejected, 1)),
            count(when(forgotten, 1)),
            sum(share),
            coalesce(sum(when(rejected, share)), lit(0L)),
            count(when(begins, 1)),
            count(when(begins.and(rejected), 1)),
            sum(greatest(lines.minus(1), lit(0))),
            sum(LineParsing.BLANK_LINES),
            count(col(IDENTITY)).minus(count_distinct(col(IDENTITY))),
            coalesce(min(unix_date(col(COUNTS_ON))).cast(Types.LONG), lit(NO_DAY)),
            sum(length(col(LineParsing.RAW)).cast(Types.LONG)))
        .collectAsList()
        .forEach(
            row ->
                counts.put(
                    row.getString(0),
                    new FileCounts(
                        row.getLong(1),
                        row.getLong(2),
                        row.getLong(3),
                        row.getLong(4),
                        row.getLong(5),
                        row.getLong(6),
                        row.getLong(7),
                        row.getLong(8),
                        row.getLong(9),
                        row.getLong(10),
                        row.getLong(11),
                        row.getLong(12))));
    return counts;
  }

  /** Date of the first line that counts; empty if none does. */
  public static Optional<LocalDate> firstDate(Map<String, FileCounts> counts) {
    long first = counts.values().stream().mapToLong(FileCounts::firstDay).min().orElse(NO_DAY);
    return first == NO_DAY ? Optional.empty() : Optional.of(LocalDate.ofEpochDay(first));
  }

  public static long total(Map<String, FileCounts> counts, ToLongFunction<FileCounts> what) {
    return counts.values().stream().mapToLong(what).sum();
  }

  /**
   * The account of a file's lines, as in ops.files: all, of the header, loaded, rejected, inside
   * quoted fields, blank.
   *
   * @return the numbers, or nothing if the file has no lines
   */
  public List<Long> ofLines(FileFacts fact) {
    if (!fact.lines().areCounted()) {
      return List.of();
    }
    long header = Math.min(1, fact.lines().header());
    return List.of(
        fact.lines().all(),
        header,
        begun - rejectedBegun,
        rejectedBegun,
        quoted + fact.lines().header() - header,
        blank + fact.lines().blank());
  }

  /** Every line of every file must be in the account; the files' differences do not cancel out. */
  public static Check everyLine(Collection<FileFacts> files, Map<String, FileCounts> counts) {
    long all = 0;
    long unaccounted = 0;
    for (FileFacts fact : files) {
      List<Long> lines = counts.getOrDefault(fact.file().name(), NONE).ofLines(fact);
      if (!lines.isEmpty()) {
        long found = lines.stream().skip(1).mapToLong(Long::longValue).sum();
        all += lines.get(0);
        unaccounted += Math.abs(lines.get(0) - found);
      }
    }
    return Check.equal(
        "lines of the files = header + loaded + rejected + inside quotes + blank",
        all,
        all - unaccounted);
  }
}
