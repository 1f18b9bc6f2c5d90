package io.churnlake.cli;

import io.churnlake.lake.Lake;
import io.churnlake.reading.ReportReader;
import io.churnlake.report.NightlyReport;
import io.churnlake.report.figure.Night;
import java.net.URI;
import java.nio.file.Path;
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
    WholeFile.write(NightlyReport.html(night, language), file.toAbsolutePath());
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
}
