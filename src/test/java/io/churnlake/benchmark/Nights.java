package io.churnlake.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The nights of a made shop, and DuckDB's work from the same files. */
final class Nights {
  /** Days of the shops; the last one comes with the next night. */
  private static final int DAYS = 541;

  private static final LocalDate START = LocalDate.of(2024, 1, 1);
  private static final LocalDate LAST = START.plusDays(DAYS - 1L);

  /** Order lines of a customer in so many days, by the simulator's law. */
  private static final double LINES_A_CUSTOMER = 7.05;

  private static final String FIRST = "first night";
  private static final String SELECT = "sql \"select 1\"";

  /**
   * What a run took, and what Spark and Delta did in it.
   *
   * @param commits when Delta's commits came
   */
  record Night(String name, CommandRun run, EventLog events, List<Long> commits) {}

  /**
   * All of one shop.
   *
   * @param lines the order lines that the first night reads
   * @param runs of each kind that of the median wall time
   * @param differences what DuckDB and the lake do not agree in
   */
  record Measured(String size, long lines, Night duck, List<Night> runs, List<String> differences) {
    Night first() {
      return runs.get(0);
    }
  }

  private final Path home = Path.of(System.getProperty("churnlake.home", "")).toAbsolutePath();
  private final Path work;
  private final String heap;
  private final int repeat;
  private final boolean byStep;

  /**
   * @param byStep whether steps run one after the other
   */
  Nights(Path work, String heap, int repeat, boolean byStep) {
    this.byStep = byStep;
    this.work = work;
    this.heap = heap;
    this.repeat = Math.max(repeat, 1);
  }

  /** How many lines a text such as 70k or 1m names. */
  static long lines(String size) {
    String text = size.toLowerCase(Locale.ROOT);
    long unit = text.endsWith("k") ? 1_000 : text.endsWith("m") ? 1_000_000 : 1;
    double number = Double.parseDouble(text.replaceFirst("[km]$", ""));
    return Math.round(number * unit);
  }

  Measured measure(String size) throws IOException, InterruptedException {
    Path shop = shop(size);
    Map<String, List<Night>> all = new HashMap<>();
    List<String> order = new ArrayList<>();
    List<String> differences = new ArrayList<>();
    long lines = 0;
    for (int i = 0; i < repeat; i++) {
      withhold(shop);
      lines = deliveredLines(shop);
      for (Night night : once(size, shop, differences)) {
        if (!order.contains(night.name())) {
          order.add(night.name());
        }
        all.computeIfAbsent(night.name(), name -> new ArrayList<>()).add(night);
      }
    }
    List<Night> medians = order.stream().map(name -> median(all.get(name))).toList();
    return new Measured(
        size, lines, medians.get(0), medians.subList(1, medians.size()), differences);
  }

  private static Night median(List<Night> nights) {
    return nights.stream()
        .sorted(Comparator.comparingDouble(night -> night.run().wallSeconds()))
        .toList()
        .get((nights.size() - 1) / 2);
  }

  /** DuckDB, then the nights, each once. */
  private List<Night> once(String size, Path shop, List<String> differences)
      throws IOException, InterruptedException {
    Path lake = work.resolve("lake-" + size);
    remove(lake);
    List<Night> runs = new ArrayList<>();
    Path ofDuck = work.resolve("duckdb-" + size + ".csv");
    runs.add(duck(size, shop, ofDuck));
    runs.add(night(FIRST, shop, lake, LAST.minusDays(1)));
    Path ofLake = work.resolve("lake-" + size + ".csv");
    churnlake(
        "compared",
        lake,
        ofLake,
        "sql",
        "--lake",
        "" + lake,
        "--format",
        "csv",
        DuckWork.text("lake-compared.sql"));
    differences.addAll(Compared.differences(ofDuck, ofLake));
    deliver(shop);
    runs.add(night("next night", shop, lake, LAST));
    runs.add(night("no news", shop, lake, LAST));
    runs.add(
        churnlake(SELECT, lake, work.resolve("one.csv"), "sql", "--lake", "" + lake, "select 1"));
    return runs;
  }

  private Night duck(String size, Path shop, Path output) throws IOException, InterruptedException {
    Path out = work.resolve("duckdb-" + size);
    remove(out);
    Files.createDirectories(out);
    List<String> command =
        List.of(
            ProcessHandle.current().info().command().orElse("java"),
            "-cp",
            System.getProperty("java.class.path"),
            DuckWork.class.getName(),
            shop.resolve("orders") + "/*.csv",
            "" + out,
            "" + LAST.minusDays(1),
            "" + Runtime.getRuntime().availableProcessors(),
            heap.toUpperCase(Locale.ROOT) + "B");
    CommandRun run = CommandRun.of(command, Map.of(), output);
    return new Night("DuckDB", run, new EventLog(List.of(), List.of()), List.of());
  }

  private Night night(String name, Path shop, Path lake, LocalDate asOf)
      throws IOException, InterruptedException {
    Path settings = work.resolve("night.conf");
    Files.writeString(settings, "churnlake.spark.steps-at-once = " + (byStep ? 1 : 2) + "\n");
    return churnlake(
        name,
        lake,
        work.resolve("night.out"),
        "nightly",
        "--conf",
        "" + settings,
        "--source",
        "" + home.resolve("conf/sources/simulator.conf"),
        "--input",
        "" + shop,
        "--lake",
        "" + lake,
        "--as-of",
        "" + asOf);
  }

  private Night churnlake(String name, Path lake, Path output, String... args)
      throws IOException, InterruptedException {
    Path events = work.resolve("events");
    remove(events);
    Files.createDirectories(events);
    List<String> command = new ArrayList<>(List.of("" + home.resolve("scripts/churnlake")));
    command.addAll(List.of(args));
    DeltaCommits before = DeltaCommits.of(lake);
    CommandRun run =
        CommandRun.of(
            command,
            Map.of(
                "CHURNLAKE_HEAP",
                heap,
                "CHURNLAKE_KEY",
                "0123456789abcdef".repeat(4),
                "CHURNLAKE_LOG",
                "" + work.resolve("churnlake.log"),
                // The launcher of a JDK adds these options to those of the script.
                "JDK_JAVA_OPTIONS",
                String.join(" ", EventLog.settings(events))),
            output);
    return new Night(name, run, EventLog.read(events), DeltaCommits.of(lake).since(before));
  }

  /** The shop of that size, made unless it is there. */
  private Path shop(String size) throws IOException, InterruptedException {
    Path shop = work.resolve("shop-" + size);
    if (!Files.exists(shop.resolve("truth/summary.json"))) {
      remove(shop);
      long customers = Math.max(1, Math.round(lines(size) / LINES_A_CUSTOMER));
      churnlake(
          "simulate",
          shop,
          work.resolve("night.out"),
          "simulate",
          "--customers",
          "" + customers,
          "--days",
          "" + DAYS,
          "--seed",
          "20240101",
          "--output",
          "" + shop);
    }
    return shop;
  }

  /** The last day's file is not there yet. */
  private void withhold(Path shop) throws IOException {
    move(shop.resolve("orders/" + LAST + ".csv"), shop.resolve("truth/" + LAST + ".csv"));
  }

  private void deliver(Path shop) throws IOException {
    move(shop.resolve("truth/" + LAST + ".csv"), shop.resolve("orders/" + LAST + ".csv"));
  }

  private static void move(Path from, Path to) throws IOException {
    if (Files.exists(from)) {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  private static long deliveredLines(Path shop) throws IOException {
    long lines = 0;
    try (Stream<Path> files = Files.list(shop.resolve("orders"))) {
      for (Path file : files.filter(name -> name.toString().endsWith(".csv")).toList()) {
        try (Stream<String> text = Files.lines(file)) {
          lines += text.count() - 1;
        }
      }
    }
    return lines;
  }

  private static void remove(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }
}
