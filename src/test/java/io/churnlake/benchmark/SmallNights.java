package io.churnlake.benchmark;

import io.churnlake.config.Configuration;
import io.churnlake.config.SourceMapping;
import io.churnlake.lake.Lake;
import io.churnlake.lake.Sparks;
import io.churnlake.run.Jobs;
import io.churnlake.run.Progress;
import io.churnlake.run.Runner;
import io.churnlake.step.JobContext;
import io.churnlake.testing.TestKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;

/** A lake that grows by five lines a night. */
final class SmallNights {
  private static final LocalDate FIRST = LocalDate.of(2023, 1, 1);
  private static final int CUSTOMERS = 97;
  private static final int LINES = 5;
  private static final int QUERIES = 3;
  private static final String QUERY = "select count(*), sum(expected_clv) from gold.clv_current";

  private final Path home = Path.of(System.getProperty("churnlake.home", "")).toAbsolutePath();
  private final Path folder;
  private int nights;

  /** Sizes of a lake, and how long commands take with it. */
  record Measured(
      long dataFiles,
      long dataBytes,
      long logFiles,
      long logBytes,
      long commits,
      double nightSeconds,
      double querySeconds,
      double maintainSeconds) {}

  private SmallNights(Path folder) {
    this.folder = folder;
  }

  /**
   * An empty one, or the one that lies there.
   *
   * @param isNew whether what lies there is removed
   */
  static SmallNights in(Path folder, boolean isNew) throws IOException {
    SmallNights lake = new SmallNights(folder);
    for (String name : isNew ? List.of("lake", "input", "copy") : List.of("copy")) {
      FileUtils.deleteDirectory(folder.resolve(name).toFile());
    }
    Path input = Files.createDirectories(folder.resolve("input"));
    // A measured copy has had the file of one night more.
    while (Files.exists(input.resolve(FIRST.plusDays(lake.nights) + ".csv"))
        && !FIRST.plusDays(lake.nights).isAfter(lake.newest())) {
      lake.nights++;
    }
    Files.writeString(
        folder.resolve("small.conf"),
        """
        source {
          name = "small", zone = "Europe/Berlin", currency = "EUR"
          time.patterns = ["yyyy-MM-dd"]
          columns { time = date, customer-id = who, order-id = order, product-code = sku, amount = money }
        }
        """);
    Files.writeString(folder.resolve("upkeep.conf"), "churnlake.upkeep.time-travel-days = 0\n");
    return lake;
  }

  int nights() {
    return nights;
  }

  /** The newest date of the lake's nights; one before the first where there is none. */
  private LocalDate newest() throws IOException {
    Path slices = folder.resolve("lake/gold/clv");
    if (Files.notExists(slices)) {
      return FIRST.minusDays(1);
    }
    try (Stream<Path> all = Files.list(slices)) {
      return all.map(path -> "" + path.getFileName())
          .filter(name -> name.startsWith("as_of="))
          .map(name -> LocalDate.parse(name.substring("as_of=".length())))
          .max(LocalDate::compareTo)
          .orElse(FIRST.minusDays(1));
    }
  }

  /** One night, in this process. */
  void next() throws IOException {
    LocalDate date = FIRST.plusDays(nights);
    deliver(nights);
    Lake lake = Lake.at(Sparks.open(0), folder.resolve("lake").toString());
    JobContext context =
        new JobContext(
            lake,
            Configuration.defaults(),
            new JobContext.Delivery(
                SourceMapping.load(folder.resolve("small.conf")),
                folder.resolve("input").toString(),
                TestKeys.secret()),
            date,
            "night-" + nights,
            Clock.systemUTC());
    new Runner(context, Progress.silent()).runWhatChanged(Jobs.nightly());
    nights++;
  }

  /** The order file of a day. */
  private void deliver(int day) throws IOException {
    LocalDate date = FIRST.plusDays(day);
    List<String> lines = new ArrayList<>(List.of("date,who,order,sku,money"));
    for (int i = 0; i < LINES; i++) {
      int number = LINES * day + i;
      lines.add(
          "%s,C%d,o%d,p%d,%d.50"
              .formatted(date, number * 31 % CUSTOMERS, number, number % 7, 5 + number % 40));
    }
    Files.write(folder.resolve("input").resolve(date + ".csv"), lines);
  }

  /**
   * Measures a copy, so that the lake itself goes on as before.
   *
   * @param maintained whether upkeep comes first
   */
  Measured measure(boolean maintained) throws IOException, InterruptedException {
    Path copy = folder.resolve("copy");
    FileUtils.deleteDirectory(copy.toFile());
    FileUtils.copyDirectory(folder.resolve("lake").toFile(), copy.toFile());
    FileTime yesterday = FileTime.from(Clock.systemUTC().instant().minus(Duration.ofDays(1)));
    for (Path file : files(copy)) {
      Files.setLastModifiedTime(file, yesterday);
    }
    double maintain =
        maintained
            ? command(
                "maintain",
                "--lake",
                "" + copy,
                "--apply",
                "--conf",
                "" + folder.resolve("upkeep.conf"))
            : 0;
    List<Path> files = files(copy);
    List<Path> log = files.stream().filter(SmallNights::isLog).toList();
    List<Path> data = files.stream().filter(file -> !isLog(file)).toList();
    List<Double> queries = new ArrayList<>();
    for (int i = 0; i < QUERIES; i++) {
      queries.add(command("sql", "--lake", "" + copy, QUERY));
    }
    Collections.sort(queries);
    deliver(nights);
    double night =
        command(
            "nightly",
            "--source",
            "" + folder.resolve("small.conf"),
            "--input",
            "" + folder.resolve("input"),
            "--lake",
            "" + copy,
            "--as-of",
            "" + FIRST.plusDays(nights));
    return new Measured(
        data.size(),
        bytes(data),
        log.size(),
        bytes(log),
        log.stream().filter(file -> file.toString().endsWith(".json")).count(),
        night,
        queries.get(QUERIES / 2),
        maintain);
  }

  private double command(String... args) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("" + home.resolve("scripts/churnlake")));
    command.addAll(List.of(args));
    return CommandRun.of(
            command,
            Map.of(
                "CHURNLAKE_KEY",
                TestKeys.DIGITS,
                "CHURNLAKE_LOG",
                "" + folder.resolve("churnlake.log")),
            folder.resolve("command.out"))
        .wallSeconds();
  }

  private static boolean isLog(Path file) {
    return file.toString().contains("/_delta_log/");
  }

  private static List<Path> files(Path lake) throws IOException {
    try (Stream<Path> all = Files.walk(lake)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  private static long bytes(List<Path> files) throws IOException {
    long bytes = 0;
    for (Path file : files) {
      bytes += Files.size(file);
    }
    return bytes;
  }
}
