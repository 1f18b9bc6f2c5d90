package io.churnlake.lake;

import io.churnlake.table.Layout;
import io.churnlake.table.OpsTables;
import io.churnlake.table.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.TaskType;
import org.apache.hadoop.mapreduce.task.TaskAttemptContextImpl;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.catalyst.CatalystTypeConverters;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.DeltaOperations;
import org.apache.spark.sql.delta.OptimisticTransaction;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.VersionChecksum;
import org.apache.spark.sql.delta.actions.Action;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.delta.actions.SetTransaction;
import org.apache.spark.sql.execution.datasources.OutputWriter;
import org.apache.spark.sql.execution.datasources.OutputWriterFactory;
import org.apache.spark.sql.execution.datasources.parquet.ParquetFileFormat;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.Option;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Writes rows that the driver has as one file of a table, in one commit, without a query: Spark's
 * own Parquet writer is called where the rows are. A write through Spark plans, generates code and
 * reads the log several times, whatever the number of rows; a night writes some forty such tables.
 *
 * <p>The file's entry in the log says how many rows it has, and of which loads if it has a load_id:
 * nobody filters tables of this size by anything but these and their slices.
 */
final class LocalRows {
  private final Lake lake;
  private final Table table;

  LocalRows(Lake lake, Table table) {
    this.lake = lake;
    this.table = table;
  }

  /**
   * Whether the table can be written so: it is new, or has all columns. One of an older lake gains
   * its columns by a write through Spark.
   */
  boolean fits() {
    if (!lake.exists(table)) {
      return true;
    }
    return List.of(snapshot(log()).schema().fieldNames()).equals(table.columnNames());
  }

  /** Adds the rows. */
  Written append(List<Row> rows, String note) {
    OptimisticTransaction transaction = begin();
    List<Action> actions = new ArrayList<>();
    if (!rows.isEmpty()) {
      actions.add(file(rows, Optional.empty()));
    }
    return commit(transaction, actions, SaveMode.Append, note, rows.size());
  }

  /** Adds the rows, unless the transaction or a later one has been seen. */
  Written append(List<Row> rows, long number) {
    OptimisticTransaction transaction = begin();
    if (lastSeen(transaction) >= number) {
      return new Written(table, transaction.readVersion(), 0);
    }
    List<Action> actions = new ArrayList<>();
    actions.add(new SetTransaction(application(table), number, Option.empty()));
    if (!rows.isEmpty()) {
      actions.add(file(rows, Optional.empty()));
    }
    return commit(transaction, actions, SaveMode.Append, "", rows.size());
  }

  /** The checksum file tells it without a query; the transaction asks the whole log. */
  private long lastSeen(OptimisticTransaction transaction) {
    Option<VersionChecksum> checksum = transaction.snapshot().checksumOpt();
    if (transaction.readVersion() < 0
        || checksum.isEmpty()
        || checksum.get().setTransactions().isEmpty()) {
      return transaction.txnVersion(application(table));
    }
    return CollectionConverters.asJava(checksum.get().setTransactions().get()).stream()
        .filter(seen -> seen.appId().equals(application(table)))
        .mapToLong(SetTransaction::version)
        .max()
        .orElse(-1);
  }

  /** Who numbers the transactions of a table. */
  static String application(Table table) {
    return "churnlake/" + table.fullName();
  }

  /** Replaces all rows, and notes what they are made of. */
  Written replace(List<Row> rows, String note) {
    OptimisticTransaction transaction = begin();
    List<Action> actions = new ArrayList<>();
    if (transaction.readVersion() >= 0) {
      KnownFiles.all(lake, table, transaction.snapshot())
          .forEach(file -> actions.add(file.remove()));
    }
    if (!rows.isEmpty()) {
      actions.add(file(rows, Optional.empty()));
    }
    return commit(transaction, actions, SaveMode.Overwrite, note, rows.size());
  }

  /** Replaces the slice; no commit where there was none and will be none. */
  Written replaceSlice(LocalDate asOf, List<Row> rows) {
    boolean isNew = !lake.exists(table);
    OptimisticTransaction transaction = begin();
    List<Action> actions = new ArrayList<>();
    if (!isNew) {
      filesOf(transaction.snapshot(), asOf).forEach(file -> actions.add(file.remove()));
    }
    if (!rows.isEmpty()) {
      actions.add(file(rows, Optional.of(asOf)));
    }
    if (actions.isEmpty() && !isNew) {
      return new Written(table, transaction.snapshot().version(), 0);
    }
    return commit(transaction, actions, SaveMode.Overwrite, "", rows.size());
  }

  private OptimisticTransaction begin() {
    OptimisticTransaction transaction = log().startTransaction(Option.empty(), Option.empty());
    if (transaction.readVersion() < 0) {
      transaction.updateMetadataForNewTable(lake.metadata(table));
    }
    return transaction;
  }

  private DeltaLog log() {
    return DeltaLog.forTable(lake.spark(), new Path(lake.path(table)));
  }

  private static Snapshot snapshot(DeltaLog log) {
    return log.update(false, Option.empty(), Option.empty());
  }

  private Written commit(
      OptimisticTransaction transaction,
      List<Action> actions,
      SaveMode mode,
      String note,
      long rows) {
    Option<Seq<String>> partitions =
        table.layout() == Layout.SLICED
            ? Option.apply(CollectionConverters.asScala(List.of(Table.AS_OF)).toSeq())
            : Option.empty();
    DeltaOperations.Write operation =
        new DeltaOperations.Write(
            mode,
            partitions,
            Option.empty(),
            note.isEmpty() ? Option.empty() : Option.apply(note),
            Option.empty(),
            Option.empty(),
            Option.empty(),
            Option.empty(),
            Option.empty());
    long[] version = new long[1];
    lake.commit(
        table,
        () ->
            version[0] =
                transaction.commit(CollectionConverters.asScala(actions).toSeq(), operation));
    return new Written(table, version[0], rows);
  }

  // ---- files -----------------------------------------------------------------------------------

  /** Whether the newest version has rows of the date. */
  static boolean hasSlice(Lake lake, Table table, LocalDate asOf) {
    LocalRows rows = new LocalRows(lake, table);
    return lake.exists(table) && !rows.filesOf(snapshot(rows.log()), asOf).isEmpty();
  }

  private static String folder(LocalDate asOf) {
    return Table.AS_OF + "=" + asOf;
  }

  /**
   * Asked of the log, and not of the folders: a folder that was deleted and comes back would double
   * the slice. Delta keeps the entries of few files beside the log, where no query is needed.
   */
  private List<AddFile> filesOf(Snapshot snapshot, LocalDate asOf) {
    return KnownFiles.of(lake, table, snapshot, asOf)
        .orElseGet(
            () ->
                snapshot
                    .allFiles()
                    .filter(
                        functions
                            .col("partitionValues")
                            .getItem(Table.AS_OF)
                            .equalTo(asOf.toString()))
                    .collectAsList());
  }

  private AddFile file(List<Row> rows, Optional<LocalDate> slice) {
    String name = "part-00000-" + UUID.randomUUID() + "-c000.snappy.parquet";
    String path = slice.map(asOf -> folder(asOf) + "/" + name).orElse(name);
    Path file = new Path(lake.path(table), path);
    try {
      write(rows, file, slice.isPresent());
      FileSystem files = file.getFileSystem(Hadoop.conf(lake.spark()));
      FileStatus written = files.getFileStatus(file);
      Map<String, String> partition =
          slice.map(asOf -> Map.of(Table.AS_OF, asOf.toString())).orElse(Map.of());
      return new AddFile(
          path,
          scala.collection.immutable.Map.from(CollectionConverters.asScala(partition)),
          written.getLen(),
          written.getModificationTime(),
          true,
          statistics(rows),
          null,
          null,
          Option.empty(),
          Option.empty(),
          Option.empty(),
          Option.empty(),
          Option.empty());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  /**
   * How many rows the file has; and, where rows come load by load, of which loads, by which later
   * nights find the new ones.
   */
  private String statistics(List<Row> rows) {
    int load = table.columnNames().indexOf(OpsTables.LOAD_ID);
    String count = "\"numRecords\":" + rows.size();
    if (load < 0 || table.restricted()) {
      return "{" + count + "}";
    }
    LongSummaryStatistics loads =
        rows.stream().mapToLong(row -> row.getLong(load)).summaryStatistics();
    return String.format(
        Locale.ROOT,
        "{%s,\"minValues\":{\"load_id\":%d},\"maxValues\":{\"load_id\":%d},\"nullCount\":{\"load_id\":0}}",
        count,
        loads.getMin(),
        loads.getMax());
  }

  /** The date of a slice is the name of its folder, and in no file. */
  private void write(List<Row> rows, Path file, boolean inSlice) throws IOException {
    int[] places =
        IntStream.range(0, table.columns().size())
            .filter(i -> !inSlice || !table.columnNames().get(i).equals(Table.AS_OF))
            .toArray();
    StructField[] all = table.schema().fields();
    StructType schema =
        new StructType(
            IntStream.of(places).mapToObj(place -> all[place]).toArray(StructField[]::new));
    Job job = Job.getInstance(lake.spark().sessionState().newHadoopConf());
    OutputWriterFactory factory =
        new ParquetFileFormat()
            .prepareWrite(
                lake.spark(), job, scala.collection.immutable.Map$.MODULE$.empty(), schema);
    OutputWriter writer =
        factory.newInstance(
            file.toString(),
            schema,
            new TaskAttemptContextImpl(
                job.getConfiguration(), new TaskAttemptID("rows", 0, TaskType.MAP, 0, 0)));
    scala.Function1<Object, Object> converted =
        CatalystTypeConverters.createToCatalystConverter(schema);
    try {
      for (Row row : rows) {
        Object[] values = IntStream.of(places).mapToObj(row::get).toArray();
        writer.write((InternalRow) converted.apply(RowFactory.create(values)));
      }
    } finally {
      writer.close();
    }
  }
}
