package io.churnlake.testing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.example.GroupReadSupport;

/**
 * Where texts stand below a folder; a second opinion that shares no code with the program, and that
 * asks nothing of Spark: a lake has some forty folders of Parquet, most of a few rows.
 */
public final class Traces {
  private static final Configuration HADOOP = new Configuration();

  private Traces() {}

  /** Paths below {@code root} of the files and Parquet folders that hold one of the texts. */
  public static Set<String> of(Path root, List<String> texts) throws IOException {
    Set<String> found = new TreeSet<>();
    try (Stream<Path> all = Files.walk(root)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String content = Files.readString(file, StandardCharsets.ISO_8859_1);
        if (file.toString().endsWith(".gz")) {
          try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            content = new String(in.readAllBytes(), StandardCharsets.UTF_8);
          }
        }
        if (texts.stream().anyMatch(content::contains)) {
          found.add(root.relativize(file).toString());
        }
        if (file.toString().endsWith(".parquet") && hasRowWith(file, texts)) {
          found.add(root.relativize(file.getParent()) + "/*.parquet");
        }
      }
    }
    return found;
  }

  /** Whether a value of any row of the file holds one of the texts, nested values too. */
  private static boolean hasRowWith(Path parquet, List<String> texts) throws IOException {
    try (ParquetReader<Group> rows =
        ParquetReader.builder(
                new GroupReadSupport(), new org.apache.hadoop.fs.Path(parquet.toUri()))
            .withConf(HADOOP)
            .build()) {
      for (Group row = rows.read(); row != null; row = rows.read()) {
        String values = row.toString();
        if (texts.stream().anyMatch(values::contains)) {
          return true;
        }
      }
    }
    return false;
  }
}
