package io.churnlake.lake;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.spark_partition_id;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.xxhash64;

import io.churnlake.error.Errors;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.jdbc.JdbcDialect;
import org.apache.spark.sql.jdbc.JdbcDialects;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;

/**
 * Order lines of a database: all rows of a table or query, or those that have come since the last
 * load by a column that grows. They are read once and kept for the load, since the next look may
 * find others. They go by the name of a file that tells how far they reach, so that a committed
 * load's files tell from where the next one reads on.
 */
public final class DatabaseOrders implements OrderRows {
  /** What the names begin with. */
  public static final String PREFIX = "jdbc:";

  private static final String REACHES = "@";
  private static final String DIGEST = "+";
  private static final int DIGEST_CHARACTERS = 12;

  private static final int LOW = 0;
  private static final int HIGH = 1;
  private static final int LAST = 2;
  private static final int UNSET = 3;

  private static final long ROWS_A_PART = 1L << 40;
  private static final int ROWS_AT_ONCE = 10_000;

  private final SparkSession spark;
  private final RecordFormat format;
  private final OrderQuery database;
  private final JdbcDialect dialect;
  private final String from;
  private StructType schema = new StructType();
  private Optional<Dataset<Row>> landed = Optional.empty();
  private List<OrderFile> found = List.of();
  private boolean isAll = true;
  private boolean wentBack;

  private DatabaseOrders(SparkSession spark, RecordFormat format, OrderQuery database) {
    this.spark = spark;
    this.format = format;
    this.database = database;
    this.dialect = JdbcDialects.get(database.url());
    this.from = from(database, dialect);
  }

  /**
   * Reads the rows.
   *
   * @param loaded names of what the lake has of it
   * @throws io.churnlake.error.UserException if the database cannot be asked, or refuses
   */
  public static DatabaseOrders of(
      SparkSession spark, OrderQuery database, RecordFormat format, Collection<String> loaded) {
    DatabaseOrders orders = new DatabaseOrders(spark, format, database);
    try {
      orders.schema = orders.reader(orders.from).load().schema();
      if (database.grows().isEmpty()) {
        orders.readAll();
      } else {
        orders.readOn(loaded);
      }
      return orders;
    } catch (Exception e) {
      throw DatabaseFailures.told(e, database.name());
    }
  }

  /** The rows that were read, by one name; none if nothing is new. */
  public List<OrderFile> found() {
    return found;
  }

  /** The columns that a row has, as paths. */
  public List<String> columns() {
    return TypedRecords.paths(schema);
  }

  /** Whether what was loaded before is replaced by what was found. */
  public boolean isAll() {
    return isAll;
  }

  /** Whether the column's greatest value is less than it was, or rows of other tables are known. */
  public boolean wentBack() {
    return wentBack;
  }

  @Override
  public List<FileFacts> inspect(List<OrderFile> files) {
    List<String> columns = columns();
    return files.stream()
        .map(
            file ->
                new FileFacts(file, Sha256.of(file.name()), columns, FileLines.NONE, List.of(), ""))
        .toList();
  }

  @Override
  public Dataset<Row> records(List<FileFacts> files, List<String> columns) {
    String name = found.isEmpty() ? "" : found.get(0).name();
    boolean isWanted = files.stream().anyMatch(file -> file.file().name().equals(name));
    Dataset<Row> rows =
        landed.filter(any -> isWanted).orElseGet(() -> spark.createDataFrame(List.of(), schema));
    Stream<Column> own =
        Stream.of(lit(name), spark_partition_id().cast(DataTypes.LongType).multiply(ROWS_A_PART));
    Stream<Column> all = Stream.of(rows.columns()).map(column -> col(quoted(column)));
    return TypedRecords.of(
        rows.select(Stream.concat(own, all).toArray(Column[]::new)),
        Map.of(name, new TypedRecords.Place(name, 0)),
        format,
        columns);
  }

  // ---- what is read ----------------------------------------------------------------------------

  private void readAll() {
    Dataset<Row> rows = kept(from, bounds());
    Digest digest = Digest.of(rows);
    if (digest.rows() > 0) {
      found = List.of(file(PREFIX + name() + DIGEST + digest.text()));
    }
  }

  private void readOn(Collection<String> loaded) {
    GrowingColumn column =
        GrowingColumn.of(
            database.grows(), type(database.grows(), "grows"), database.overlap(), isPostgres());
    Row bounds = bounds();
    refuseUnset(bounds.getLong(UNSET));
    if (bounds.isNullAt(LAST)) {
      return;
    }
    String last = column.text(bounds.get(LAST));
    Optional<String> reached =
        loaded.stream()
            .filter(file -> file.contains(REACHES))
            .map(file -> file.substring(file.indexOf(REACHES) + 1, file.lastIndexOf(DIGEST)))
            .max(column::compareKnown);
    // Of another table or query, or another column, nothing tells what of this one is known.
    boolean isOther =
        loaded.stream().anyMatch(file -> !file.startsWith(PREFIX + name() + REACHES))
            || reached.filter(text -> !column.isOfItsKind(text)).isPresent();
    wentBack = isOther || (reached.isPresent() && column.compare(last, reached.get()) < 0);
    isAll = reached.isEmpty() || wentBack;
    String grows = dialect.quoteIdentifier(database.grows());
    String wanted = grows + " <= " + column.literal(last);
    if (!isAll) {
      String late = column.before(reached.orElseThrow(), database.overlap());
      wanted = grows + " > " + column.literal(late) + " AND " + wanted;
    }
    Dataset<Row> rows =
        kept("(SELECT * FROM " + from + " WHERE " + wanted + ") churnlake_rows", bounds);
    // Where nothing comes, the next load finds these again.
    String again = column.before(last, database.overlap());
    Digest digest = Digest.of(rows.filter(column.isAfter(col(quoted(database.grows())), again)));
    String file = PREFIX + name() + REACHES + last + DIGEST + digest.text();
    if (isAll) {
      // What has the name of before was cut out of other rows.
      while (loaded.contains(file)) {
        file += "~";
      }
    }
    found = loaded.contains(file) ? List.of() : List.of(file(file));
  }

  private boolean isPostgres() {
    return database.url().startsWith("jdbc:postgresql:");
  }

  /** Without the signs that names are taken apart by. */
  private String name() {
    String name =
        database.query().isEmpty()
            ? database.name()
            : database.name() + "-" + Sha256.of(database.query()).substring(0, DIGEST_CHARACTERS);
    return name.replaceAll("[" + REACHES + DIGEST + "]", "_");
  }

  /** No size and no time are known of it. */
  private static OrderFile file(String name) {
    return new OrderFile(name, "", 0, 0);
  }

  private static String from(OrderQuery database, JdbcDialect dialect) {
    return database.table().isEmpty()
        ? "(" + database.query() + ") churnlake_query"
        : Stream.of(database.table().split("\\.", -1))
            .map(dialect::quoteIdentifier)
            .collect(Collectors.joining("."));
  }

  /**
   * Least and greatest value of the column of parts, greatest of that which grows, rows without.
   */
  private Row bounds() {
    List<String> values = new ArrayList<>();
    String parts = dialect.quoteIdentifier(database.partitionColumn());
    boolean inParts = !database.partitionColumn().isEmpty();
    values.add((inParts ? "min(" + parts + ")" : "0") + " AS churnlake_low");
    values.add((inParts ? "max(" + parts + ")" : "0") + " AS churnlake_high");
    String grows = dialect.quoteIdentifier(database.grows());
    boolean isOn = !database.grows().isEmpty();
    values.add((isOn ? "max(" + grows + ")" : "0") + " AS churnlake_last");
    values.add((isOn ? "count(*) - count(" + grows + ")" : "0") + " AS churnlake_unset");
    return reader("(SELECT " + String.join(", ", values) + " FROM " + from + ") churnlake_bounds")
        .load()
        .withColumn("churnlake_unset", col("churnlake_unset").cast(DataTypes.LongType))
        .first();
  }

  private DataFrameReader reader(String table) {
    DataFrameReader reader =
        spark
            .read()
            .format("jdbc")
            .option("url", database.url())
            .option("dbtable", table)
            .option("user", database.user())
            .option("password", database.password())
            .option("fetchsize", ROWS_AT_ONCE)
            .option("preferTimestampNTZ", true);
    return isPostgres()
        ? reader
            .option("driver", org.postgresql.Driver.class.getName())
            .option("ApplicationName", "churnlake ingest")
            // An error of the server repeats values of the rows otherwise.
            .option("logServerErrorDetail", "false")
        // Else the server writes times in its zone, the driver reads them in that of this process,
        // and Spark takes local ones for UTC.
        : reader
            .option("connectionTimeZone", "UTC")
            .option("forceConnectionTimeZoneToSession", "true")
            .option("preserveInstants", "true");
  }

  /** Computed once; should an executor die with its part, the run fails and is repeated. */
  private Dataset<Row> kept(String table, Row bounds) {
    DataFrameReader reader = reader(table);
    if (isAll && !database.partitionColumn().isEmpty() && !bounds.isNullAt(LOW)) {
      refuseOtherType(type(database.partitionColumn(), "partitions.column"));
      reader
          .option("partitionColumn", database.partitionColumn())
          .option("lowerBound", bounds.get(LOW).toString())
          .option("upperBound", bounds.get(HIGH).toString())
          .option("numPartitions", database.partitions());
    }
    Dataset<Row> rows = reader.load().localCheckpoint(true, StorageLevel.MEMORY_AND_DISK());
    landed = Optional.of(rows);
    return rows;
  }

  private DataType type(String column, String key) {
    return Stream.of(schema.fields())
        .filter(field -> field.name().equals(column))
        .findFirst()
        .map(StructField::dataType)
        .orElseThrow(
            () ->
                Errors.usage(
                    "The database's " + database.name() + " has no column " + column + ".",
                    "database."
                        + key
                        + " names it; there are "
                        + String.join(", ", columns())
                        + ".",
                    "Correct the source mapping; capitals matter."));
  }

  private void refuseOtherType(DataType type) {
    if (!(type instanceof NumericType) && !type.equals(DataTypes.DateType)) {
      throw Errors.usage(
          "The rows cannot be parted by " + database.partitionColumn() + ".",
          "It is of the type " + type.sql() + ".",
          "database.partitions.column needs a number or a date.");
    }
  }

  private void refuseUnset(long rows) {
    if (rows > 0) {
      throw Errors.dataRefused(
          rows + " rows have no " + database.grows() + ".",
          "database.grows tells by it which rows are new; these would never be read.",
          "Fill it, or give a query that does, such as COALESCE(changed, created). Nothing was"
              + " loaded.");
    }
  }

  private static String quoted(String name) {
    return "`" + name.replace("`", "``") + "`";
  }

  /** What tells sets of rows apart, in whatever order they are. */
  private record Digest(long rows, String text) {
    static Digest of(Dataset<Row> rows) {
      Column[] columns = Stream.of(rows.columns()).map(c -> col(quoted(c))).toArray(Column[]::new);
      Row found =
          rows.agg(
                  count(lit(1)),
                  coalesce(
                      sum(xxhash64(columns).cast(DataTypes.createDecimalType(20, 0)))
                          .cast("string"),
                      lit("0")))
              .first();
      String text = found.getLong(0) + " " + found.getString(1) + " " + rows.schema().json();
      return new Digest(found.getLong(0), Sha256.of(text).substring(0, DIGEST_CHARACTERS));
    }
  }
}
