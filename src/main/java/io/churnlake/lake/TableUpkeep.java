package io.churnlake.lake;

import io.churnlake.table.Layout;
import io.churnlake.table.Table;
import io.churnlake.table.Tables;
import io.delta.tables.DeltaOptimizeBuilder;
import io.delta.tables.DeltaTable;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.TruncationGranularity;
import scala.Console$;
import scala.Option;

/**
 * Upkeep of one table by Delta's own means: its small files are put together, slices that nobody
 * needs are dropped, files and log entries that no kept version needs are removed. Nobody else may
 * write the table meanwhile. Each of these may be cut off at any moment; what was done by then
 * stands.
 */
public final class TableUpkeep {
  /** A file that is put together grows no larger than this. */
  private static final long LARGEST_FILE_BYTES = 256L << 20;

  private static final int TASKS_A_CORE = 2;

  private static final String DELTA = "spark.databricks.delta.";

  private final Lake lake;
  private final Table table;

  private TableUpkeep(Lake lake, Table table) {
    this.lake = lake;
    this.table = table;
  }

  /** Of all tables that there are, in the registry's order. */
  public static List<TableUpkeep> of(Lake lake) {
    return Tables.all().stream()
        .filter(lake::exists)
        .map(table -> new TableUpkeep(lake, table))
        .toList();
  }

  public Table table() {
    return table;
  }

  /**
   * Why upkeep has to leave the table as it is: readers see other content than that of the newest
   * version, and a run may have to bring theirs back.
   *
   * @param published what readers see
   */
  public Optional<String> leftAlone(Map<String, Long> published) {
    if (table.area().equals("ops")) {
      // Accounts are read as they stand.
      return Optional.empty();
    }
    Long seen = published.get(table.fullName());
    if (seen == null) {
      return Optional.of("no run has published it");
    }
    return lake.hasMovedOn(table, seen)
        ? Optional.of("a run has written it and not published it")
        : Optional.empty();
  }

  /** Whether nobody but who looks for older versions reads another version than the newest. */
  public boolean isSeenAsItIs(Map<String, Long> published) {
    return table.area().equals("ops")
        || published.getOrDefault(table.fullName(), Publications.GONE) == lake.version(table);
  }

  /** What {@link #vacuum} and {@link #shortenLog} would remove. */
  public Unneeded unneeded(Instant since) {
    return Unneeded.of(lake, table, since);
  }

  /** How many files below a size each slice has; of a table without slices, under no text. */
  public Map<String, Long> smallFiles(long bytes) {
    return KnownFiles.all(lake, table, newest()).stream()
        .filter(file -> file.size() < bytes)
        .collect(Collectors.groupingBy(KnownFiles::slice, TreeMap::new, Collectors.counting()));
  }

  /**
   * Puts files below a size together, slice by slice; rows stay as they are.
   *
   * @param slices keys of {@link #smallFiles}
   */
  public void compact(long bytes, Collection<String> slices) {
    DeltaOptimizeBuilder files = DeltaTable.forPath(lake.spark(), lake.path(table)).optimize();
    DeltaOptimizeBuilder chosen =
        table.layout() == Layout.SLICED ? files.where(isOneOf(slices)) : files;
    commit(
        Map.of(
            KeyedTables.LEAST_FILE,
            Long.toString(bytes),
            DELTA + "optimize.maxFileSize",
            Long.toString(LARGEST_FILE_BYTES)),
        chosen::executeCompaction);
  }

  /** Takes the slices out of the newest version. Nothing is read: a slice is a folder. */
  public void dropSlices(Collection<LocalDate> dates) {
    String chosen = isOneOf(dates.stream().map(LocalDate::toString).toList());
    commit(Map.of(), () -> DeltaTable.forPath(lake.spark(), lake.path(table)).delete(chosen));
  }

  private static String isOneOf(Collection<String> slices) {
    return slices.stream()
        .map(slice -> "DATE'" + LocalDate.parse(slice) + "'")
        .collect(Collectors.joining(", ", Table.AS_OF + " IN (", ")"));
  }

  /**
   * Removes the data files that no version needs which was written within this time. Delta keeps
   * those of the newest version, however old they are.
   */
  public void vacuum(Duration timeTravel) {
    with(
        Map.of(
            // Delta would refuse less than the table's 90 days, and otherwise ignore the argument.
            DELTA + "retentionDurationCheck.enabled",
            "false",
            DELTA + "vacuum.retentionWindowIgnore.enabled",
            "false",
            // Two commits for each table and time would say what ops.runs says.
            DELTA + "vacuum.logging.enabled",
            "false",
            // Delta lists the folders in so many tasks, 10,000 if nobody says otherwise.
            "spark.sql.sources.parallelPartitionDiscovery.parallelism",
            Integer.toString(TASKS_A_CORE * lake.spark().sparkContext().defaultParallelism())),
        () ->
            // What it removed it prints, too, between the lines of whoever started us.
            Console$.MODULE$.withOut(
                OutputStream.nullOutputStream(),
                () ->
                    DeltaTable.forPath(lake.spark(), lake.path(table))
                        .vacuum((double) timeTravel.toHours())));
  }

  /**
   * Removes the log's entries before the last state that is older than this time. First the newest
   * state is written whole: without one behind it Delta removes no entry. The log stays where the
   * newest version only brings back an older one, since it is that one's commit which says what the
   * content is.
   */
  public void shortenLog(Duration timeTravel) {
    DeltaLog log = log();
    Snapshot newest = newest();
    if (CommitFile.of(lake, table, newest.version()).restoredTo().isPresent()) {
      return;
    }
    boolean isThere =
        TableLog.of(lake, table).orElseThrow().checkpoints().contains(newest.version());
    if (!isThere) {
      log.checkpoint(newest, Option.empty());
    }
    log.cleanUpExpiredLogs(
        newest,
        Option.empty(),
        Option.apply(timeTravel.toMillis()),
        TruncationGranularity.MINUTE());
    DeltaLog.invalidateCache(lake.spark(), new Path(lake.path(table)));
  }

  /** A commit that nobody takes for a run's. */
  private void commit(Map<String, String> settings, Runnable commit) {
    Map<String, String> noted = new LinkedHashMap<>(settings);
    noted.put(KeyedTables.NOTE, UpkeepNote.next(lake, table).text());
    Failpoints.before(table.fullName());
    with(noted, commit);
    Failpoints.after(table.fullName());
  }

  /** Delta takes these from the session alone: no other step runs beside upkeep. */
  private void with(Map<String, String> settings, Runnable action) {
    SparkSession spark = lake.spark();
    settings.forEach(spark.conf()::set);
    try {
      action.run();
    } finally {
      settings.keySet().forEach(spark.conf()::unset);
    }
  }

  private DeltaLog log() {
    return DeltaLog.forTable(lake.spark(), new Path(lake.path(table)));
  }

  private Snapshot newest() {
    return log().update(false, Option.empty(), Option.empty());
  }
}
