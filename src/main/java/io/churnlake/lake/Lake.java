package io.churnlake.lake;

import io.churnlake.error.Errors;
import io.churnlake.table.Column;
import io.churnlake.table.Layout;
import io.churnlake.table.OpsTables;
import io.churnlake.table.Table;
import io.churnlake.table.Tables;
import io.delta.tables.DeltaTable;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.actions.Format;
import org.apache.spark.sql.delta.actions.Metadata;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructField;
import org.jspecify.annotations.Nullable;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/** One lake: the Delta tables below a folder, {@code area/name} each. */
public final class Lake {
  /** The layout this program writes; a lake with a higher one is refused. */
  public static final int FORMAT_VERSION = 1;

  /** A file is written by one task. */
  private static final long ROWS_A_FILE = 500_000;

  private static final long MOST_FILES = 10_000;

  /** State of a table that is not there. */
  static final String ABSENT = "absent";

  /** What Spark calls a job's description among the properties of a thread. */
  private static final String DESCRIPTION = "spark.job.description";

  private static final String RETENTION = "interval 90 days";

  private final SparkSession spark;
  private final String root;

  /** The tables that may be looked at; all of them if it is null. */
  private final @Nullable Set<Table> open;

  /** What {@link Loads} read last. */
  private volatile Loads.Ledger ledger = Loads.Ledger.EMPTY;

  private Runnable beforeMade = () -> {};

  /** The same one of all views of a lake, whichever step writes. */
  private final Shared shared;

  /** What all views of a lake know. */
  private static final class Shared {
    /** What is to be done before a table changes. */
    private volatile Consumer<Table> beforeChanged = table -> {};

    /** Tables in an object store that were seen; each look is several requests. */
    private final Set<Table> seen = ConcurrentHashMap.newKeySet();
  }

  private Lake(SparkSession spark, String root, @Nullable Set<Table> open, Shared shared) {
    this.spark = spark;
    this.root = root;
    this.open = open;
    this.shared = shared;
  }

  /**
   * The lake at {@code root}, a path or URI that Hadoop's file systems know; nothing is touched.
   */
  public static Lake at(SparkSession spark, String root) {
    Path path = new Path(root);
    try {
      String qualified = path.getFileSystem(Hadoop.conf(spark)).makeQualified(path).toString();
      if (qualified.startsWith("s3a:")) {
        Noise.quietS3();
        ChecksumFiles.use(spark);
      }
      return new Lake(spark, qualified, null, new Shared());
    } catch (IOException e) {
      throw Failures.told(
          e,
          "The lake " + root + " cannot be reached.",
          "Check the path or URI given with --lake.");
    }
  }

  Loads.Ledger ledger() {
    return ledger;
  }

  void remember(Loads.Ledger read) {
    ledger = read;
  }

  /** What is to be done before the first table of a new lake is written. */
  public void beforeMade(Runnable action) {
    beforeMade = action;
  }

  /** What is to be done before each change of a table's rows. */
  public void beforeChanged(Consumer<Table> action) {
    shared.beforeChanged = action;
  }

  /** Tells of a change that does not go through {@link #commit}. */
  void isBeingChanged(Table table) {
    shared.beforeChanged.accept(table);
  }

  void isBeingMade() {
    beforeMade.run();
  }

  public SparkSession spark() {
    return spark;
  }

  /** The logs of all tables that there are, in the registry's order. */
  Map<Table, TableLog> logs() {
    Map<Table, TableLog> logs = new LinkedHashMap<>();
    Tables.all().forEach(table -> TableLog.of(this, table).ifPresent(log -> logs.put(table, log)));
    return logs;
  }

  /** The lake's folder as a URI. */
  public String root() {
    return root;
  }

  /**
   * The same lake for a step that may read and write these tables alone. Looking at another one is
   * a developer's error: it would not be known what the step's outcome depends on.
   */
  public Lake only(Collection<Table> tables) {
    return new Lake(spark, root, Set.copyOf(tables), shared);
  }

  /** The table's folder as a URI. */
  public String path(Table table) {
    if (open != null && !open.contains(table)) {
      throw new IllegalStateException(
          table.fullName() + " is not among the tables that the step says it reads or writes");
    }
    return root + "/" + table.area() + "/" + table.name();
  }

  /** A file or folder below the lake that is no table, such as a saved model. */
  public String path(String relative) {
    return root + "/" + relative;
  }

  public boolean exists(Table table) {
    String path = path(table);
    if (shared.seen.contains(table)) {
      return true;
    }
    boolean exists = TableLog.isThere(this, table) && DeltaTable.isDeltaTable(spark, path);
    if (exists && isInStore()) {
      shared.seen.add(table);
    }
    return exists;
  }

  /** Whether each look at a file is a request over the network. */
  private boolean isInStore() {
    return !root.startsWith("file:");
  }

  /** The table is no longer where it was. */
  void isGone(Table table) {
    shared.seen.remove(table);
  }

  /**
   * The table as it stands now; an empty one if it does not exist yet. All reads have the
   * definition's columns in its order; those that an older lake lacks are NULL.
   */
  public Dataset<Row> read(Table table) {
    return exists(table) ? present(table) : spark.createDataFrame(List.of(), table.schema());
  }

  private Dataset<Row> present(Table table) {
    return KnownFiles.read(this, table, newest(table))
        .orElseGet(() -> defined(table, spark.read().format("delta").load(path(table))));
  }

  /** A table's slice of a date as it stands now; no rows if there is none. */
  public Dataset<Row> slice(Table table, LocalDate asOf) {
    require(table, Layout.SLICED);
    return (exists(table)
            ? KnownFiles.read(this, table, newest(table), asOf)
            : Optional.<Dataset<Row>>empty())
        .orElseGet(
            () -> read(table).filter(functions.col(Table.AS_OF).equalTo(functions.lit(asOf))));
  }

  /**
   * The table as it stands now, which must exist.
   *
   * @throws io.churnlake.error.UserException naming the job that writes it
   */
  public Dataset<Row> require(Table table, String forJob) {
    if (!exists(table)) {
      throw Errors.jobNeeds(forJob, table.fullName(), table.writer());
    }
    return present(table);
  }

  /** The table at a Delta version, which is the newest one more often than not. */
  public Dataset<Row> read(Table table, long version) {
    Snapshot newest = newest(table);
    return (newest.version() == version
            ? KnownFiles.read(this, table, newest)
            : Optional.<Dataset<Row>>empty())
        .orElseGet(() -> defined(table, stored(table, version)));
  }

  /** The definition's columns that the table did not have yet at a version. */
  Set<String> missing(Table table, long version) {
    Set<String> missing = new LinkedHashSet<>(table.columnNames());
    missing.removeAll(List.of(stored(table, version).columns()));
    return missing;
  }

  private Dataset<Row> stored(Table table, long version) {
    return spark.read().format("delta").option("versionAsOf", version).load(path(table));
  }

  private static Dataset<Row> defined(Table table, Dataset<Row> stored) {
    List<String> known = List.of(stored.columns());
    if (known.equals(table.columnNames())) {
      return stored;
    }
    return stored.select(
        table.columns().stream()
            .map(
                column ->
                    known.contains(column.name())
                        ? functions.col(column.name())
                        : functions.lit(null).cast(column.type()).as(column.name()))
            .toArray(org.apache.spark.sql.Column[]::new));
  }

  /** The newest Delta version of the table. */
  public long version(Table table) {
    return latestVersion(table);
  }

  /**
   * Tells states of a table apart: its newest version and which commit that is, since a version
   * that was lost may be made again with other rows. Upkeep leaves the state as it is. Read from
   * the log, without a Spark job.
   *
   * @return {@link #ABSENT} for a table that is not there; empty if the log does not say
   */
  public Optional<String> state(Table table) {
    Optional<TableLog> log = TableLog.of(this, table);
    if (log.isEmpty()) {
      return Optional.of(ABSENT);
    }
    if (log.get().fault().isPresent()) {
      return Optional.empty();
    }
    CommitFile commit = CommitFile.of(this, table, log.get().newest());
    Optional<UpkeepNote> upkeep = commit.upkeep();
    return upkeep.isPresent()
        ? upkeep.map(UpkeepNote::state).filter(state -> !state.isEmpty())
        : commit.id().map(id -> log.get().newest() + " " + id);
  }

  /** The dates that a sliced table has rows of, from the log alone. */
  public NavigableSet<LocalDate> slices(Table table) {
    require(table, Layout.SLICED);
    NavigableSet<LocalDate> dates = new TreeSet<>();
    if (exists(table)) {
      Snapshot newest = newest(table);
      KnownFiles.of(this, table, newest)
          .map(files -> files.stream().map(KnownFiles::slice).toList())
          .orElseGet(
              () ->
                  newest
                      .allFiles()
                      .select(functions.col("partitionValues").getItem(Table.AS_OF))
                      .distinct()
                      .as(Encoders.STRING())
                      .collectAsList())
          .forEach(date -> dates.add(LocalDate.parse(date)));
    }
    return dates;
  }

  /** When the table was last written. */
  public Instant lastWriteAt(Table table) {
    return CommitFile.of(this, table, latestVersion(table)).at();
  }

  /** When that version was written. */
  public Instant writtenAt(Table table, long version) {
    return CommitFile.of(this, table, version).at();
  }

  /** Replaces the whole content. */
  public Written replace(Table table, Dataset<Row> content) {
    require(table, Layout.REPLACED, Layout.KEYED);
    commit(table, () -> writer(table, content).mode("overwrite").save(path(table)));
    return lastWrite(table);
  }

  /**
   * Replaces the whole content, and notes in the commit what it is made of.
   *
   * @param note found again by {@link #note}; without personal data, since every client shows it
   */
  public Written replace(Table table, Dataset<Row> content, String note) {
    return replace(table, note, writer(table, content));
  }

  private Written replace(Table table, String note, DataFrameWriter<Row> writer) {
    require(table, Layout.REPLACED, Layout.KEYED);
    commit(table, () -> writer.mode("overwrite").option("userMetadata", note).save(path(table)));
    return lastWrite(table);
  }

  /**
   * The same, in files that follow one another by a column, such as a date: a later merge then
   * finds the few files that it changes.
   *
   * @param rows how many there are
   * @param note what it is made of; found again by {@link #note}; without personal data, since
   *     every client shows it
   */
  public Written replaceInOrder(
      Table table, Dataset<Row> content, String column, long rows, String note) {
    int files = (int) Math.min(MOST_FILES, 1 + rows / ROWS_A_FILE);
    Dataset<Row> ordered =
        content
            .repartitionByRange(files, functions.col(column))
            .sortWithinPartitions(functions.col(column));
    // Optimized writes would put the rows together in another order.
    return replace(table, note, writer(table, ordered).option("optimizeWrite", false));
  }

  /**
   * Replaces the whole content by the few rows of a query: they are collected, and written where
   * they are.
   *
   * @param note found again by {@link #note}; without personal data, since every client shows it
   */
  public Written replaceByFew(Table table, Dataset<Row> content, String note) {
    require(table, Layout.REPLACED);
    LocalRows local = new LocalRows(this, table);
    return local.fits()
        ? local.replace(conformed(table, content).collectAsList(), note)
        : replace(table, content, note);
  }

  /**
   * Replaces the whole content by rows that the driver has.
   *
   * @param note found again by {@link #note}; empty for none
   */
  public Written replaceByFew(Table table, List<Row> rows, String note) {
    require(table, Layout.REPLACED);
    LocalRows local = new LocalRows(this, table);
    return local.fits()
        ? local.replace(rows, note)
        : replace(table, spark.createDataFrame(rows, table.schema()), note);
  }

  /**
   * Puts and deletes rows by the table's key, in one commit that rewrites these rows only.
   *
   * @param changes all columns of the table, and in {@link RowChanges#CHANGE} what to do
   * @param note found again by {@link #note}; empty for none
   */
  public Written merge(Table table, RowChanges changes, String note) {
    require(table, Layout.KEYED);
    return KeyedTables.merge(this, table, changes, note);
  }

  /** A commit that changes nothing and leaves a note. */
  void appendNothing(Table table, String note) {
    spark
        .createDataFrame(List.<Row>of(), table.schema())
        .write()
        .format("delta")
        .mode("append")
        .option("userMetadata", note)
        .save(path(table));
  }

  /** What the table's newest content was noted to be made of; empty if nobody said. */
  public String note(Table table) {
    Optional<TableLog> log = TableLog.of(this, table).filter(found -> found.fault().isEmpty());
    if (log.isEmpty()) {
      return "";
    }
    CommitFile commit = CommitFile.of(this, table, log.get().newest());
    // A version that was restored may have been one of those itself.
    for (Optional<Long> version = commit.restoredTo();
        version.isPresent();
        version = commit.restoredTo()) {
      commit = CommitFile.of(this, table, version.get());
    }
    return commit.note();
  }

  /** Replaces the slices of these dates, whether {@code content} has rows for them or not. */
  public Written replaceSlices(Table table, Collection<LocalDate> asOfs, Dataset<Row> content) {
    require(table, Layout.SLICED);
    if (asOfs.stream().noneMatch(asOf -> LocalRows.hasSlice(this, table, asOf))) {
      // Nothing to replace: Delta would look for it in the whole log.
      commit(table, () -> writer(table, content).mode("append").save(path(table)));
      return lastWrite(table);
    }
    String dates =
        asOfs.stream().map(date -> "DATE'" + date + "'").collect(Collectors.joining(", "));
    commit(
        table,
        () ->
            writer(table, content)
                .mode("overwrite")
                .option("replaceWhere", Table.AS_OF + " IN (" + dates + ")")
                .save(path(table)));
    return lastWrite(table);
  }

  /** Replaces the slice of the date by rows that the driver has: of a table of bounded size. */
  public Written replaceSlice(Table table, LocalDate asOf, List<Row> rows) {
    require(table, Layout.SLICED);
    LocalRows local = new LocalRows(this, table);
    return local.fits()
        ? local.replaceSlice(asOf, rows)
        : replaceSlices(table, List.of(asOf), spark.createDataFrame(rows, table.schema()));
  }

  /**
   * Replaces the slice of the date by the few rows of a query: they are collected, and written
   * where they are.
   */
  public Written replaceSmallSlice(Table table, LocalDate asOf, Dataset<Row> content) {
    return replaceSlice(table, asOf, conformed(table, content).collectAsList());
  }

  /**
   * Adds rows that the driver has, once for each transaction: one that the table has seen, or a
   * later one, is not repeated.
   */
  public Written append(Table table, List<Row> rows, long transaction) {
    require(table, Layout.APPENDED);
    LocalRows local = new LocalRows(this, table);
    return local.fits()
        ? local.append(rows, transaction)
        : append(table, spark.createDataFrame(rows, table.schema()), transaction);
  }

  /**
   * Adds rows, once for each transaction: Delta skips a version that it has seen for this table, so
   * {@code transaction} is a number that only grows, such as a load id, and never a date.
   */
  public Written append(Table table, Dataset<Row> rows, long transaction) {
    require(table, Layout.APPENDED);
    commit(
        table,
        () ->
            writer(table, rows)
                .mode("append")
                .option("txnAppId", LocalRows.application(table))
                .option("txnVersion", transaction)
                .save(path(table)));
    return lastWrite(table);
  }

  /**
   * Adds the few rows of a query, once for each transaction: they are collected, and written where
   * they are. No commit if there are none.
   */
  public Written appendFew(Table table, Dataset<Row> rows, long transaction) {
    List<Row> few = conformed(table, rows).collectAsList();
    return few.isEmpty() ? appendNone(table) : append(table, few, transaction);
  }

  /** Adds no rows: the table as it is, which is made if it is not there yet. */
  public Written appendNone(Table table) {
    return exists(table) ? new Written(table, version(table), 0) : append(table, List.of());
  }

  /**
   * Adds rows with no protection against repeats: for the accounts that runs keep of themselves.
   */
  public Written append(Table table, List<Row> rows) {
    return append(table, rows, "");
  }

  /**
   * Adds rows of a run's accounts.
   *
   * @param note found again by {@link #note}
   */
  Written append(Table table, List<Row> rows, String note) {
    require(table, Layout.APPENDED);
    LocalRows local = new LocalRows(this, table);
    if (local.fits()) {
      return local.append(rows, note);
    }
    Dataset<Row> few = spark.createDataFrame(rows, table.schema());
    DataFrameWriter<Row> writer =
        writer(table, few.coalesce(1)).option("optimizeWrite", false).mode("append");
    commit(
        table,
        () -> (note.isEmpty() ? writer : writer.option("userMetadata", note)).save(path(table)));
    return lastWrite(table);
  }

  /** Adds rows to ops.runs, and notes how far the run has come. */
  public void account(List<Row> rows, RunNote note) {
    append(OpsTables.RUNS, rows, note.text());
  }

  /**
   * Replaces the whole content of a table of whatever layout: where all its rows change at once,
   * such as for a new key.
   */
  public Written rewrite(Table table, Dataset<Row> content) {
    isBeingChanged(table);
    writer(table, content).mode("overwrite").save(path(table));
    return lastWrite(table);
  }

  /** Takes the rows of an abandoned load out again. */
  void deleteLoad(Table table, long loadId) {
    if (exists(table)) {
      DeltaTable.forPath(spark, path(table)).delete(functions.col("load_id").equalTo(loadId));
    }
  }

  /**
   * Whether the table's content is not that of a version any more.
   *
   * @param version {@link Publications#GONE} for a table of no content
   */
  boolean hasMovedOn(Table table, long version) {
    Optional<TableLog> log = TableLog.of(this, table);
    if (log.isEmpty() || log.get().newest() == version) {
      return false;
    }
    CommitFile commit = CommitFile.of(this, table, log.get().newest());
    if (version == Publications.GONE) {
      return !commit.emptiesAll();
    }
    Optional<UpkeepNote> upkeep = commit.upkeep();
    return upkeep.isPresent() ? version < upkeep.get().since() : !commit.isRestoreTo(version);
  }

  /** Whether the newest version is one that a run wrote. */
  boolean wasWrittenLast(Table table) {
    return TableLog.of(this, table)
        .map(log -> CommitFile.of(this, table, log.newest()).writesRows())
        .orElse(false);
  }

  /** Brings the table's content back to a version, in one commit. */
  void restore(Table table, long version) {
    DeltaTable.forPath(spark, path(table)).restoreToVersion(version);
  }

  /** Takes all rows out, in one commit that reads none of them. */
  void empty(Table table) {
    DeltaTable.forPath(spark, path(table)).delete();
  }

  private static void require(Table table, Layout... layouts) {
    if (!List.of(layouts).contains(table.layout())) {
      throw new IllegalStateException(table.fullName() + " is " + table.layout());
    }
  }

  /** Makes a commit, whose Spark jobs are named after the step that is under way and the table. */
  void commit(Table table, Runnable write) {
    isBeingChanged(table);
    SparkContext context = spark.sparkContext();
    String step = context.getLocalProperty(DESCRIPTION);
    context.setJobDescription(
        step == null ? table.fullName() : step + ", writes " + table.fullName());
    try {
      Failpoints.before(table.fullName());
      write.run();
      Failpoints.after(table.fullName());
    } finally {
      context.setJobDescription(step);
    }
  }

  /**
   * A new table is made by its first write; one of an older lake gains the columns that it lacks.
   */
  private DataFrameWriter<Row> writer(Table table, Dataset<Row> content) {
    DataFrameWriter<Row> writer = conformed(table, content).write().format("delta");
    if (exists(table)) {
      return writer.option("mergeSchema", true);
    }
    writer.options(properties(table));
    return table.layout() == Layout.SLICED ? writer.partitionBy(Table.AS_OF) : writer;
  }

  /** The table's columns in its order; a wrong or missing one is a developer's error. */
  private static Dataset<Row> conformed(Table table, Dataset<Row> content) {
    Map<String, StructField> given =
        java.util.Arrays.stream(content.schema().fields())
            .collect(Collectors.toMap(StructField::name, field -> field));
    for (Column column : table.columns()) {
      StructField field = given.get(column.name());
      if (field == null || !field.dataType().asNullable().equals(column.type().asNullable())) {
        throw new IllegalStateException(
            table.fullName()
                + "."
                + column.name()
                + " should be "
                + column.type()
                + " and is "
                + field);
      }
    }
    return content.select(
        table.columns().stream()
            .map(column -> functions.col(column.name()).as(column.name(), comment(table, column)))
            .toArray(org.apache.spark.sql.Column[]::new));
  }

  /** A new column of an older table is explained like those of a new one. */
  private static org.apache.spark.sql.types.Metadata comment(Table table, Column column) {
    return table.schema().apply(column.name()).metadata();
  }

  /** What a table is made with, by its first commit. */
  Metadata metadata(Table table) {
    List<String> partitions =
        table.layout() == Layout.SLICED ? List.of(Table.AS_OF) : List.<String>of();
    return new Metadata(
        UUID.randomUUID().toString(),
        null,
        table.comment(),
        new Format("parquet", scala.collection.immutable.Map$.MODULE$.empty()),
        table.schema().json(),
        CollectionConverters.asScala(partitions).toSeq(),
        scala.collection.immutable.Map.from(CollectionConverters.asScala(properties(table))),
        Option.empty());
  }

  private static Map<String, String> properties(Table table) {
    Map<String, String> properties = new LinkedHashMap<>();
    // Rows that change a few at a time are marked, not rewritten with their files.
    properties.put("delta.enableDeletionVectors", Boolean.toString(table.layout() == Layout.KEYED));
    properties.put("delta.columnMapping.mode", "none");
    // Readers look at published versions, and Delta refuses versions whose commit is older than
    // the retention of deleted files; a week of failed nights must not blind them.
    properties.put("delta.deletedFileRetentionDuration", RETENTION);
    properties.put("delta.logRetentionDuration", RETENTION);
    // A checkpoint drops log entries by age. If the first write in 90 days made one, the version
    // that was published would be lost while the run is under way.
    properties.put("delta.enableExpiredLogCleanup", "false");
    if (table.restricted() || table.layout() == Layout.SLICED) {
      // Statistics in the log would repeat raw ids and texts outside of the data files; and a slice
      // is found by its date, in which customers lie in no order.
      properties.put("delta.dataSkippingNumIndexedCols", "0");
    }
    return properties;
  }

  Written lastWrite(Table table) {
    long version = latestVersion(table);
    return new Written(table, version, CommitFile.of(this, table, version).outputRows());
  }

  /** How many data files the newest version has. */
  long files(Table table) {
    Snapshot newest = newest(table);
    return KnownFiles.of(this, table, newest)
        .map(files -> (long) files.size())
        .orElseGet(newest::numOfFiles);
  }

  /** The newest version, from the log's file names alone; no Spark job. */
  private long latestVersion(Table table) {
    return newest(table).version();
  }

  private Snapshot newest(Table table) {
    return DeltaLog.forTable(spark, new Path(path(table)))
        .update(false, scala.Option.empty(), scala.Option.empty());
  }
}
