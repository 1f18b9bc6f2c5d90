package io.churnlake.ingest;

import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.churnlake.lake.FileFacts;
import io.churnlake.lake.Lake;
import io.churnlake.lake.Loads;
import io.churnlake.lake.OrderFile;
import io.churnlake.lake.OrderRows;
import io.churnlake.orders.LineParsing;
import io.churnlake.orders.LineRules;
import io.churnlake.orders.OrderHeaders;
import io.churnlake.privacy.Forgotten;
import io.churnlake.step.Check;
import io.churnlake.table.BronzeOrderHeaders;
import io.churnlake.table.BronzeOrderLines;
import io.churnlake.table.BronzeRejected;
import io.churnlake.table.Table;
import io.churnlake.table.Types;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;

/**
 * Files of lines that a load takes anew because of its headers: with lines that were rejected for
 * want of one that is there now, or that were loaded with another one. Their content is as before,
 * so their rows take the place of the former ones, and that of these among the deliveries. Which
 * files these are follows from the folder, the headers and the committed loads alone: a load that
 * was cut short finds the same again. A file with waiting lines that was away when their header
 * came is found when it is back.
 *
 * @param files still in the folder, as they were loaded
 * @param unreachable orders that have such lines in other files
 * @param left file and order_id of lines, in other files, that were loaded with another header
 */
public record FilesAnew(List<FileFacts> files, long unreachable, Optional<Dataset<Row>> left) {
  private static final String FORMER = "former";

  private static final StructType FIRST =
      new StructType()
          .add(BronzeOrderLines.FILE, DataTypes.StringType, false)
          .add(BronzeOrderLines.FIRST_LOAD_ID, DataTypes.LongType, false);

  /**
   * The files of lines that a source has.
   *
   * @param all in the folder
   * @param fresh those that the load takes because they are new or changed
   * @param required columns that each must have
   */
  public record Folder(
      OrderRows files, List<OrderFile> all, List<FileFacts> fresh, List<String> required) {}

  /**
   * Finds them.
   *
   * @param headers of this load, judged and with customer_key
   * @param ofHeaders how they were read
   */
  public static FilesAnew of(
      Lake lake,
      Folder folder,
      NewFiles known,
      HeaderFiles headerFiles,
      Dataset<Row> headers,
      LineRules ofHeaders) {
    Loads loads = new Loads(lake);
    Dataset<Row> waiting =
        OrderHeaders.waiting(loads.committedRows(BronzeRejected.TABLE, ofHeaders.source()))
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      boolean someWait = !waiting.isEmpty();
      if (!someWait && headerFiles.fresh().isEmpty()) {
        return none();
      }
      Dataset<Row> committed = loads.committedRows(BronzeOrderHeaders.TABLE, ofHeaders.source());
      Optional<Dataset<Row>> ready =
          someWait
              ? Optional.of(OrderHeaders.ready(waiting, headers, headerFiles.beside(committed)))
              : Optional.empty();
      Optional<Dataset<Row>> outdated =
          headerFiles.fresh().isEmpty()
              ? Optional.empty()
              : outdated(lake, loads, headerFiles, headers, committed, ofHeaders);
      return of(folder, known, ready, outdated);
    } finally {
      waiting.unpersist();
    }
  }

  private static FilesAnew of(
      Folder folder,
      NewFiles known,
      Optional<Dataset<Row>> ready,
      Optional<Dataset<Row>> outdated) {
    Optional<Dataset<Row>> toChange =
        Stream.of(ready, outdated).flatMap(Optional::stream).reduce(Dataset::union);
    Set<String> names = new TreeSet<>();
    toChange.ifPresent(
        lines ->
            lines
                .select(BronzeOrderLines.FILE)
                .distinct()
                .collectAsList()
                .forEach(row -> names.add(row.getString(0))));
    folder.fresh().forEach(fact -> names.remove(fact.file().name()));
    List<FileFacts> files =
        known.unchanged(
            folder.files(),
            folder.all().stream().filter(file -> names.contains(file.name())).toList(),
            folder.required());
    files.forEach(fact -> names.remove(fact.file().name()));
    Column elsewhere = col(BronzeOrderLines.FILE).isin(names.toArray());
    long unreachable =
        names.isEmpty()
            ? 0
            : toChange
                .map(
                    lines ->
                        lines
                            .filter(elsewhere)
                            .select(BronzeOrderLines.ORDER_ID)
                            .distinct()
                            .count())
                .orElse(0L);
    return new FilesAnew(
        files,
        unreachable,
        names.isEmpty() ? Optional.empty() : outdated.map(lines -> lines.filter(elsewhere)));
  }

  /** Nothing to take anew. */
  public static FilesAnew none() {
    return new FilesAnew(List.of(), 0, Optional.empty());
  }

  /** File and order of the lines that have another header than their order has now. */
  private static Optional<Dataset<Row>> outdated(
      Lake lake,
      Loads loads,
      HeaderFiles headerFiles,
      Dataset<Row> headers,
      Dataset<Row> committed,
      LineRules ofHeaders) {
    // No line is loaded without a header, so most nights need not look at the lines.
    Dataset<Row> again =
        headerFiles
            .orders(headers, committed)
            .join(
                lake.read(BronzeOrderHeaders.TABLE).select(BronzeOrderHeaders.ORDER_ID),
                new String[] {BronzeOrderHeaders.ORDER_ID},
                "left_semi");
    return again.isEmpty()
        ? Optional.empty()
        : Optional.of(
            OrderHeaders.outdated(
                loads.committedRows(BronzeOrderLines.TABLE, ofHeaders.source()),
                again,
                headers,
                headerFiles.beside(committed),
                ofHeaders));
  }

  public boolean isEmpty() {
    return files.isEmpty();
  }

  Set<String> names() {
    return files.stream().map(fact -> fact.file().name()).collect(Collectors.toSet());
  }

  /** What is left as it was. */
  public Check note() {
    return new Check(
        "orders with another header than their lines, whose files are not in the folder as they were"
            + " loaded",
        "0",
        Long.toString(unreachable),
        Check.Severity.NOTE);
  }

  /**
   * Marks the lines whose header went with a customer who was forgotten: of a file that was loaded
   * before they stand in no table.
   *
   * @param marked lines as {@link Forgotten#marked} gives them
   */
  public Dataset<Row> withoutForgotten(Lake lake, String source, Dataset<Row> marked) {
    if (isEmpty() || Forgotten.entries(lake).isEmpty()) {
      return marked;
    }
    Loads loads = new Loads(lake);
    Dataset<Row> former =
        Stream.of(BronzeOrderLines.TABLE, BronzeRejected.TABLE)
            .map(table -> places(loads, table, source))
            .reduce(Dataset::union)
            .orElseThrow()
            .distinct()
            .withColumn(FORMER, lit(true));
    return marked
        .join(former, new String[] {BronzeOrderLines.FILE, BronzeOrderLines.POSITION}, "left")
        .withColumn(
            Forgotten.FORGOTTEN,
            col(Forgotten.FORGOTTEN)
                .or(
                    col(FORMER)
                        .isNull()
                        .and(col(BronzeOrderLines.FILE).isin(names().toArray()))
                        .and(array_contains(col(LineParsing.REASONS), OrderHeaders.MISSING))))
        .drop(FORMER);
  }

  private Dataset<Row> places(Loads loads, Table table, String source) {
    return loads
        .committedRows(table, source)
        .select(BronzeOrderLines.FILE, BronzeOrderLines.POSITION)
        .filter(col(BronzeOrderLines.FILE).isin(names().toArray()));
  }

  /** Lines with first_load_id: set for those of these files. */
  public Dataset<Row> withFirstLoads(Lake lake, String source, Dataset<Row> lines) {
    if (isEmpty()) {
      return lines.withColumn(BronzeOrderLines.FIRST_LOAD_ID, lit(null).cast(Types.LONG));
    }
    Map<String, Long> first = new Loads(lake).firstLoads(source);
    List<Row> rows =
        names().stream().map(name -> RowFactory.create(name, first.get(name))).toList();
    return lines.join(
        broadcast(lake.spark().createDataFrame(rows, FIRST)),
        new String[] {BronzeOrderLines.FILE},
        "left");
  }
}
