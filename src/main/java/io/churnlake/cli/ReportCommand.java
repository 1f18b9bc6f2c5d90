package io.churnlake.cli;

import io.churnlake.lake.Lake;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A night as a page to read. */
@Command(
    name = "report",
    description = {
      "Writes one HTML page about a finished night: rates, cohorts, revenue, values, the churn model,",
      "customers to contact. The page loads nothing from a network. Its path is on standard output."
    },
    mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {
  /** Languages of the report. */
  enum Language {
    en(Locale.ENGLISH),
    de(Locale.GERMAN);

    private final Locale locale;

    Language(Locale locale) {
      this.locale = locale;
    }
  }

  private final Terminal terminal;

  @Mixin private final LakeOptions lakeOptions = new LakeOptions();

  @Option(
      names = "--as-of",
      paramLabel = "YYYY-MM-DD",
      description = "The night; without it the newest one that has finished.")
  private @Nullable LocalDate asOf;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description =
          "The page, replaced in one move if it is there (default LAKE-report-DATE.html beside a"
              + " lake on this machine, else churnlake-report-DATE.html here).")
  private @Nullable Path out;

  @Option(
      names = "--language",
      paramLabel = "en|de",
      description = "Words and numbers in English or German (default ${DEFAULT-VALUE}).")
  private Language language = Language.en;

  ReportCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Lake lake = lakeOptions.open(lakeOptions.configuration());
    terminal.out().println(ReportFile.write(lake, asOf, out, language.locale));
    return 0;
  }
}
