package io.churnlake.benchmark;

import io.churnlake.step.Build;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** The results in Markdown. */
final class NightTables {
  private static final double MEGABYTE = 1 << 20;

  /** The steps of a night whose work DuckDB does too, or nearly. */
  private static final Set<String> SHARED =
      Set.of("ingest", "conform", "cohorts", "revenue", "timing", "rfm", "features");

  static final String TOTALS =
      head(
          "lines",
          "run",
          "wall s",
          "CPU s",
          "peak MB",
          "Spark jobs",
          "SQL executions",
          "Delta commits",
          "wall / DuckDB",
          "CPU / DuckDB");

  private final String heap;
  private final boolean byStep;
  private final List<String> steps = new ArrayList<>();

  NightTables(String heap, boolean byStep) {
    this.heap = heap;
    this.byStep = byStep;
  }

  /** What the numbers depend on. */
  String surroundings() throws IOException {
    return String.join(
            ", ",
            "churnlake " + Build.version() + " (" + Build.commit() + ")",
            LocalDate.now(ZoneOffset.UTC).toString(),
            machine(),
            Runtime.getRuntime().availableProcessors() + " cores",
            "heap " + heap,
            byStep ? "steps one after the other" : "steps side by side",
            System.getProperty("os.name") + " " + System.getProperty("os.arch"),
            "Java " + Runtime.version().feature(),
            "Spark " + org.apache.spark.package$.MODULE$.SPARK_VERSION(),
            "DuckDB " + version("duckdb_jdbc-"))
        + "\n";
  }

  private static String machine() throws IOException {
    Path info = Path.of("/proc/cpuinfo");
    if (!Files.exists(info)) {
      return "machine unknown";
    }
    try (Stream<String> lines = Files.lines(info)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("machine unknown");
    }
  }

  private static String version(String jar) {
    return Stream.of(System.getProperty("java.class.path").split(":", -1))
        .map(path -> Path.of(path).getFileName().toString())
        .filter(name -> name.startsWith(jar))
        .map(name -> name.substring(jar.length()).replace(".jar", ""))
        .findFirst()
        .orElse("");
  }

  /** A line a run of one shop. */
  String totals(Nights.Measured measured) {
    CommandRun duck = measured.duck().run();
    List<String> rows = new ArrayList<>();
    rows.add(total(measured, measured.duck(), duck));
    measured.runs().forEach(night -> rows.add(total(measured, night, duck)));
    if (byStep) {
      rows.add(shared(measured, duck));
    }
    return String.join("\n", rows);
  }

  private static String shared(Nights.Measured measured, CommandRun duck) {
    List<CommandRun.Step> shared =
        measured.first().run().steps().stream()
            .filter(step -> SHARED.contains(step.name()))
            .toList();
    double wall = shared.stream().mapToDouble(CommandRun.Step::wallSeconds).sum();
    double cpu = shared.stream().mapToDouble(CommandRun.Step::cpuSeconds).sum();
    return line(
        number(measured.lines()),
        "first night's steps that DuckDB does too",
        seconds(wall),
        seconds(cpu),
        "",
        "",
        "",
        "",
        ratio(wall, duck.wallSeconds()),
        ratio(cpu, duck.cpuSeconds()));
  }

  private static String total(Nights.Measured measured, Nights.Night night, CommandRun duck) {
    CommandRun run = night.run();
    boolean isDuck = run == duck;
    return line(
        number(measured.lines()),
        night.name(),
        seconds(run.wallSeconds()),
        seconds(run.cpuSeconds()),
        run.peakBytes() == 0 ? "" : number(Math.round(run.peakBytes() / MEGABYTE)),
        isDuck ? "" : number(night.events().jobs().size()),
        isDuck ? "" : number(night.events().executions().size()),
        isDuck ? "" : number(night.commits().size()),
        isDuck ? "" : ratio(run.wallSeconds(), duck.wallSeconds()),
        isDuck ? "" : ratio(run.cpuSeconds(), duck.cpuSeconds()));
  }

  /** Keeps the steps for the second table. */
  void keepSteps(Nights.Measured measured) {
    Stream.concat(Stream.of(measured.duck()), measured.runs().stream())
        .forEach(
            night -> night.run().steps().forEach(step -> steps.add(step(measured, night, step))));
  }

  private static String step(Nights.Measured measured, Nights.Night night, CommandRun.Step step) {
    boolean isDuck = night == measured.duck();
    return line(
        number(measured.lines()),
        night.name(),
        step.name(),
        seconds(step.wallSeconds()),
        seconds(step.cpuSeconds()),
        isDuck ? "" : number(EventLog.within(night.events().jobs(), step)),
        isDuck ? "" : number(EventLog.within(night.events().executions(), step)),
        isDuck ? "" : number(EventLog.within(night.commits(), step)));
  }

  /** The second table. */
  String steps() {
    return "\n"
        + head(
            "lines",
            "run",
            "step",
            "wall s",
            "CPU s",
            "Spark jobs",
            "SQL executions",
            "Delta commits")
        + "\n"
        + String.join("\n", steps);
  }

  private static String head(String... names) {
    return line(names) + "\n" + line(Stream.of(names).map(name -> "---").toArray(String[]::new));
  }

  private static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  private static String seconds(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  private static String ratio(double value, double of) {
    return String.format(Locale.ROOT, "%.1f", value / of);
  }

  private static String line(String... cells) {
    return "| " + String.join(" | ", cells) + " |";
  }
}
