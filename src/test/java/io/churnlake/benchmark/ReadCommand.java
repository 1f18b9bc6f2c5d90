package io.churnlake.benchmark;

import static org.apache.spark.sql.functions.expr;

import com.sun.management.OperatingSystemMXBean;
import io.churnlake.config.Configuration;
import io.churnlake.config.SourceMapping;
import io.churnlake.ingest.NewFiles;
import io.churnlake.ingest.OrderSource;
import io.churnlake.ingest.SourceColumns;
import io.churnlake.lake.FileFacts;
import io.churnlake.lake.Sparks;
import io.churnlake.orders.LineParsing;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What it takes to read the same lines from files and from a table. */
@Command(
    name = "read",
    description = {
      "Makes order lines as CSV, Parquet and a Delta table, and times looking for them, reading them",
      "into records, and parsing these; nothing is written. A Markdown table."
    },
    mixinStandardHelpOptions = true)
final class ReadCommand implements Callable<Integer> {
  private static final OperatingSystemMXBean PROCESS =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private static final double NANOS = 1e9;
  private static final int FILES = 8;

  private static final List<String> KINDS = List.of("csv", "parquet", "delta");

  private static final String MAPPING =
      """
      source {
        name = read, zone = "Europe/Berlin", currency = EUR
        format = %1$s, files { folder = %1$s, pattern = "*.%1$s" }
        columns {
          time = at, customer-id = customer, order-id = order, line-id = line, product-code = sku
          product-name = title, quantity = pieces, unit-price = price, discount = rebate
          channel = channel, country = country
        }
        cancelled { column = state, pattern = "^void$" }
      }
      """;

  private final PrintStream out;

  @Option(
      names = "--lines",
      paramLabel = "N",
      defaultValue = "1000000",
      description = "How many lines (default ${DEFAULT-VALUE}).")
  private long lines;

  @Option(
      names = "--work",
      paramLabel = "DIR",
      required = true,
      description = "Where they go, some 150 bytes a line; they are used again.")
  private @Nullable Path work;

  @Option(
      names = "--repeat",
      paramLabel = "N",
      defaultValue = "2",
      description = "So often each is measured; the last time is told (default ${DEFAULT-VALUE}).")
  private int repeat;

  ReadCommand(PrintStream out) {
    this.out = out;
  }

  @Override
  public Integer call() throws IOException {
    Path parent = work == null ? Path.of("") : work;
    Path folder = Files.createDirectories(parent.resolve("churnlake-benchmark-read-" + lines));
    SparkSession spark = Sparks.open(0);
    make(spark, folder);
    out.println("| source | wall s, CPU s: looking | reading | reading and parsing |");
    out.println("| --- | --- | --- | --- |");
    for (String kind : KINDS) {
      String row = "";
      for (int i = 0; i < Math.max(1, repeat); i++) {
        row = measured(spark, folder, kind);
      }
      out.println("| " + kind + " | " + row + " |");
    }
    return 0;
  }

  private void make(SparkSession spark, Path folder) {
    Dataset<Row> rows =
        spark
            .range(0, lines, 1, FILES)
            .selectExpr(
                "cast(timestamp_seconds(1672560000 + id % 40000000) AS timestamp_ntz) AS at",
                "concat('C', lpad(abs(hash(id div 3)) % 20000, 8, '0')) AS customer",
                "concat('A-', id div 3) AS order",
                "cast(id % 3 AS int) AS line",
                "concat('SKU', abs(hash(id, 1)) % 5000) AS sku",
                "concat('Product number ', abs(hash(id, 1)) % 5000) AS title",
                "cast(1 + abs(hash(id, 2)) % 4 AS int) AS pieces",
                "cast(abs(hash(id, 3)) % 10000 / 100 AS decimal(10,2)) AS price",
                "cast(0 AS decimal(10,2)) AS rebate",
                "'ok' AS state",
                "'web' AS channel",
                "'DE' AS country");
    for (String kind : KINDS) {
      if (!Files.exists(folder.resolve(kind))) {
        Dataset<Row> written =
            kind.equals("csv")
                ? rows.withColumn("at", expr("date_format(at, 'yyyy-MM-dd HH:mm:ss')"))
                : rows;
        written.write().format(kind).option("header", true).save(folder.resolve(kind).toString());
      }
    }
  }

  private static String measured(SparkSession spark, Path folder, String kind) {
    SourceMapping mapping = SourceMapping.parse(kind, MAPPING.formatted(kind));
    NewFiles known = new NewFiles(mapping);
    long wall = System.nanoTime();
    long cpu = PROCESS.getProcessCpuTime();
    OrderSource source = OrderSource.of(spark, mapping, folder.toString(), () -> "", known);
    List<FileFacts> files = source.fresh(mapping, known);
    String looking = since(wall, cpu);
    Dataset<Row> records =
        source.rows().records(files, List.copyOf(SourceColumns.wanted(mapping).keySet()));
    return looking
        + " | "
        + taken(records)
        + " | "
        + taken(
            LineParsing.judged(records, SourceColumns.rules(Configuration.defaults(), mapping)));
  }

  private static String taken(Dataset<Row> rows) {
    long wall = System.nanoTime();
    long cpu = PROCESS.getProcessCpuTime();
    rows.write().format("noop").mode("overwrite").save();
    return since(wall, cpu);
  }

  private static String since(long wall, long cpu) {
    return String.format(
        Locale.ROOT,
        "%.1f, %.1f",
        (System.nanoTime() - wall) / NANOS,
        (PROCESS.getProcessCpuTime() - cpu) / NANOS);
  }
}
