package io.churnlake.cli;

import io.churnlake.error.Errors;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A file that others see whole or as it was before. */
final class WholeFile {
  private WholeFile() {}

  /**
   * Replaces the file.
   *
   * @param file an absolute path
   * @throws io.churnlake.error.UserException if it cannot be written; what was there stays
   */
  static void write(String text, Path file) {
    Path folder = file.getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw Errors.notWritten(file.toString(), "The folder " + folder + " does not exist.");
    }
    if (Files.isDirectory(file)) {
      throw Errors.notWritten(file.toString(), "It is a folder.");
    }
    try {
      // Not createTempFile, whose file nobody else may read.
      Path whole = folder.resolve("." + file.getFileName() + "." + ProcessHandle.current().pid());
      try {
        Files.writeString(whole, text, StandardCharsets.UTF_8);
        replace(whole, file);
      } finally {
        Files.deleteIfExists(whole);
      }
    } catch (IOException e) {
      throw Errors.notWritten(
          file.toString(), e.getClass().getSimpleName() + ": " + e.getMessage());
    }
  }

  private static void replace(Path whole, Path file) throws IOException {
    try {
      Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
