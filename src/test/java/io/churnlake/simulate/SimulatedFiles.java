package io.churnlake.simulate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads what a simulation wrote, without any of the code that wrote it. */
final class SimulatedFiles {

  /** A line with the date of the file that it stands in. */
  record Line(String deliveredOn, String text, List<String> fields) {}

  private SimulatedFiles() {}

  /** All files below the folder, hidden ones too, with their bytes as Latin-1 text. */
  static Map<String, String> all(Path folder) {
    try (Stream<Path> paths = Files.walk(folder)) {
      Map<String, String> contents = new TreeMap<>();
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        contents.put(
            folder.relativize(path).toString(),
            Files.readString(path, StandardCharsets.ISO_8859_1));
      }
      return contents;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The data lines of all CSV files of a folder, file after file. */
  static List<Line> lines(Path folder, String header) {
    List<Line> lines = new ArrayList<>();
    try (Stream<Path> paths = Files.list(folder)) {
      for (Path path : paths.filter(p -> p.toString().endsWith(".csv")).sorted().toList()) {
        List<String> texts = List.of(Files.readString(path).split("\n", -1));
        if (!texts.get(0).equals(header) || !texts.get(texts.size() - 1).isEmpty()) {
          throw new IllegalStateException(path + " lacks its header or its last line feed");
        }
        String date = path.getFileName().toString().replace(".csv", "");
        for (String text : texts.subList(1, texts.size() - 1)) {
          lines.add(new Line(date, text, fields(text)));
        }
      }
      return lines;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> fields(String text) {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' && quoted && i + 1 < text.length() && text.charAt(i + 1) == '"') {
        field.append(c);
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        fields.add(field.toString());
        field.setLength(0);
      } else {
        field.append(c);
      }
    }
    fields.add(field.toString());
    return fields;
  }
}
