package io.churnlake.benchmark;

import io.churnlake.error.Errors;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What many small nights leave, and what upkeep makes of it. */
@Command(
    name = "upkeep",
    description = {
      "Runs one night after the other, each with one more file of five lines, and at the numbers of",
      "nights that are asked for measures copies of the lake: as it is, and after `maintain --apply`.",
      "Told are files and bytes of data and logs, and the times of one more night and of a query, each",
      "as the real command. A Markdown table for docs/upkeep.md. The nights' files are made a day old",
      "in the copies, and upkeep keeps no older versions there: as if all nights were long ago."
    },
    mixinStandardHelpOptions = true)
final class UpkeepCommand implements Callable<Integer> {
  private final PrintStream out;

  @Option(
      names = "--nights",
      split = ",",
      paramLabel = "N",
      defaultValue = "10,30",
      description = "After how many nights it is measured (default ${DEFAULT-VALUE}).")
  private List<Integer> nights = List.of();

  @Option(
      names = "--work",
      paramLabel = "DIR",
      required = true,
      description = "Where files and lakes go, some 3 MB a night; they are left there.")
  private @Nullable Path work;

  @Option(
      names = "--go-on",
      description = "Goes on with the nights that lie there of a run before.")
  private boolean goesOn;

  UpkeepCommand(PrintStream out) {
    this.out = out;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (work == null || nights.isEmpty() || nights.stream().anyMatch(count -> count < 1)) {
      throw Errors.usage(
          "The benchmark cannot be run.",
          "It measures after one night or more.",
          "Choose numbers of 1 or more.");
    }
    Path folder = Files.createDirectories(work.resolve("churnlake-benchmark-upkeep"));
    SmallNights lake = SmallNights.in(folder.toRealPath(), !goesOn);
    out.println(
        "| nights | lake | data files | MB | log files | MB | commits | one more night, s | sql, s |"
            + " maintain, s |");
    out.println("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
    for (int count : new TreeSet<>(nights)) {
      while (lake.nights() < count) {
        lake.next();
      }
      print(count, "as it is", lake.measure(false));
      print(count, "maintained", lake.measure(true));
    }
    return 0;
  }

  private void print(int count, String which, SmallNights.Measured measured) {
    out.println(
        String.format(
            Locale.ROOT,
            "| %d | %s | %,d | %.1f | %,d | %.1f | %,d | %.1f | %.1f | %s |",
            count,
            which,
            measured.dataFiles(),
            measured.dataBytes() / 1e6,
            measured.logFiles(),
            measured.logBytes() / 1e6,
            measured.commits(),
            measured.nightSeconds(),
            measured.querySeconds(),
            measured.maintainSeconds() == 0
                ? ""
                : String.format(Locale.ROOT, "%.1f", measured.maintainSeconds())));
    out.flush();
  }
}
