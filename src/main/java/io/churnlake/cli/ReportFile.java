package io.churnlake.cli;

import io.churnlake.error.Errors;
import io.churnlake.job.report.ReportReader;
import io.churnlake.lake.Lake;
import io.churnlake.report.NightlyReport;
import io.churnlake.report.figure.Night;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The report of a night as a file. */
final class ReportFile {
  private ReportFile() {}

  /**
   * Writes the report; who opens the file meanwhile sees the old one or the new one.
   *
   * @param asOf the night; null for the newest one
   * @param out the file; null for {@link #besides}
   * @return the file
   * @throws io.churnlake.error.UserException if there is no such night, or no file can be written
   */
  static Path write(Lake lake, @Nullable LocalDate asOf, @Nullable Path out, Locale language) {
    Night night = ReportReader.read(lake, asOf, language);
    Path file = out == null ? besides(lake.root(), night.asOf()) : out;
    move(NightlyReport.html(night, language), file.toAbsolutePath());
    return file;
  }

  /** Beside a lake on this machine, LAKE-report-DATE.html; else in the current folder. */
  static Path besides(String lake, LocalDate asOf) {
    String name = "-report-" + asOf + ".html";
    URI uri = URI.create(lake.replace(" ", "%20"));
    if ("file".equals(uri.getScheme()) || uri.getScheme() == null) {
      Path folder = Path.of(uri.getPath());
      return folder.resolveSibling(folder.getFileName() + name);
    }
    return Path.of("churnlake" + name);
  }

  private static void move(String html, Path file) {
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
        Files.writeString(whole, html, StandardCharsets.UTF_8);
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
