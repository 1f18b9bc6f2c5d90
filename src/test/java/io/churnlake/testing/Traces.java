package io.churnlake.testing;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** Where texts stand below a folder; a second opinion that shares no code with the program. */
public final class Traces {
  private Traces() {}

  /** Paths below {@code root} of the files and Parquet folders that hold one of the texts. */
  public static Set<String> of(Path root, List<String> texts) throws IOException {
    Set<String> found = new TreeSet<>();
    Map<Path, List<Path>> parquet = new TreeMap<>();
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
        if (file.toString().endsWith(".parquet")) {
          parquet.computeIfAbsent(file.getParent(), folder -> new ArrayList<>()).add(file);
        }
      }
    }
    for (Map.Entry<Path, List<Path>> folder : parquet.entrySet()) {
      boolean holds =
          SparkTest.spark()
              .read()
              .option("mergeSchema", true)
              .parquet(folder.getValue().stream().map(Path::toString).toArray(String[]::new))
              .select(to_json(struct(col("*"))))
              .collectAsList()
              .stream()
              .anyMatch(row -> texts.stream().anyMatch(row.getString(0)::contains));
      if (holds) {
        found.add(root.relativize(folder.getKey()) + "/*.parquet");
      }
    }
    return found;
  }
}
