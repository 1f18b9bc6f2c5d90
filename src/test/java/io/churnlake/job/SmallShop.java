package io.churnlake.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.apache.spark.sql.functions.col;

import io.churnlake.config.Configuration;
import io.churnlake.config.SourceMapping;
import io.churnlake.lake.Lake;
import io.churnlake.step.JobContext;
import io.churnlake.step.Outcome;
import io.churnlake.table.BronzeRejected;
import io.churnlake.table.Table;
import io.churnlake.testing.SparkTest;
import io.churnlake.testing.TestKeys;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;

/** A shop of a few files: its input folder, its lake, and its mapping. */
record SmallShop(Path folder) {
  static final String START =
      """
      source {
        name = "tiny", zone = "Europe/Berlin", currency = "EUR"
        time.patterns = ["yyyy-MM-dd HH:mm", "yyyy-MM-dd"]
      }
      """;

  Path input() throws IOException {
    return Files.createDirectories(folder.resolve("input"));
  }

  Lake lake() {
    return Lake.at(SparkTest.spark(), folder.resolve("lake").toString());
  }

  void file(String name, String... lines) throws IOException {
    Path path = input().resolve(name);
    Files.createDirectories(path.getParent());
    byte[] text = (String.join("\n", lines) + "\n").getBytes(UTF_8);
    Files.write(path, name.endsWith(".gz") ? gzipped(text) : text);
  }

  static byte[] gzipped(byte[] content) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(content);
    }
    return packed.toByteArray();
  }

  /** A step's context; {@code mapping} is added to {@link #START}. */
  JobContext context(String mapping) throws IOException {
    return new JobContext(
        lake(),
        Configuration.defaults(),
        new JobContext.Delivery(
            SourceMapping.load(Files.writeString(folder.resolve("tiny.conf"), START + mapping)),
            input().toString(),
            TestKeys.secret()),
        LocalDate.of(2024, 12, 31),
        "run",
        Clock.systemUTC());
  }

  Outcome ingest(String mapping) throws IOException {
    return new IngestJob().run(context(mapping));
  }

  /** Sorted rows of a table, the columns' texts with blanks between. */
  List<String> rows(Table table, String... columns) {
    Column[] texts =
        Arrays.stream(columns)
            .map(name -> functions.coalesce(col(name).cast("string"), functions.lit("-")))
            .toArray(Column[]::new);
    return lake().read(table).select(functions.concat_ws(" ", texts)).collectAsList().stream()
        .map(row -> row.getString(0))
        .sorted()
        .toList();
  }

  /** File, position and reasons of all rejected rows. */
  List<String> rejected() {
    return rows(
        BronzeRejected.TABLE, BronzeRejected.FILE, BronzeRejected.POSITION, BronzeRejected.REASONS);
  }
}
