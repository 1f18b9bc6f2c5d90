package io.churnlake.cli;

import io.churnlake.error.Errors;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lines that name persons: from a file or standard input, since everybody can see arguments. */
final class Lines {
  private Lines() {}

  /**
   * The lines that are not blank.
   *
   * @param file the file, or null for standard input
   * @throws io.churnlake.error.UserException if there are none, or they cannot be read
   */
  static List<String> required(@Nullable Path file) {
    List<String> lines = read(file);
    if (lines.isEmpty()) {
      throw Errors.noCustomerIds();
    }
    return lines;
  }

  /** The lines of the file that are not blank; none without a file. */
  static List<String> optional(@Nullable Path file) {
    return file == null ? List.of() : read(file);
  }

  private static List<String> read(@Nullable Path file) {
    try {
      List<String> lines =
          file == null ? ofStandardInput() : Files.readAllLines(file, StandardCharsets.UTF_8);
      return lines.stream().filter(line -> !line.isBlank()).toList();
    } catch (IOException e) {
      throw Errors.linesUnreadable(
          file == null ? "standard input" : file.toString(), e.getClass().getSimpleName());
    }
  }

  private static List<String> ofStandardInput() throws IOException {
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      return in.lines().toList();
    }
  }
}
