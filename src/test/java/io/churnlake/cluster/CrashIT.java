package io.churnlake.cluster;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.churnlake.config.Configuration;
import io.churnlake.config.SourceMapping;
import io.churnlake.customer.CustomerKeys;
import io.churnlake.job.ForgetJob;
import io.churnlake.job.MaintainJob;
import io.churnlake.lake.Lake;
import io.churnlake.lake.Loads;
import io.churnlake.lake.Recovery;
import io.churnlake.run.Jobs;
import io.churnlake.run.Progress;
import io.churnlake.run.Runner;
import io.churnlake.step.JobContext;
import io.churnlake.table.BronzeOrderLines;
import io.churnlake.table.BronzeRejected;
import io.churnlake.table.CustomerIdentity;
import io.churnlake.table.OpsTables;
import io.churnlake.table.Table;
import io.churnlake.testing.Contents;
import io.churnlake.testing.SparkTest;
import io.churnlake.testing.TestKeys;
import io.churnlake.testing.Thorough;
import io.churnlake.testing.Traces;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real command, killed (-9) at every commit and at random moments: a rerun gives the content of
 * a night that nothing disturbed.
 *
 * <p>Between two commits nothing is written, so that a kill before a commit and one after the
 * commit before it leave the same lake; one of the two is tried. All of it takes a quarter of an
 * hour and runs if thoroughness is asked for; else one commit of each job.
 */
class CrashIT {
  private static final Duration ENOUGH = Duration.ofMinutes(8);
  private static final LocalDate AS_OF = LocalDate.of(2024, 12, 31);
  private static final String MERGED = "after silver.order_lines 1";
  private static final String HEADER = "when;who;order;what;pieces;price;of\n";
  private static final String MAPPING =
      """
      source {
        name = "tiny", zone = "Europe/Berlin", currency = "EUR", delimiter = ";"
        time.patterns = ["yyyy-MM-dd"]
        columns {
          time = when, customer-id = who, order-id = order, product-code = what, quantity = pieces
          unit-price = price, refers-to-order = of
        }
      }
      """;

  @TempDir private static Path folder;

  /** A lake after a night and the files of the next one; tests change copies of it alone. */
  private static Path before;

  /** What the next night gives if nothing disturbs it. */
  private static Map<String, List<String>> expected;

  @BeforeAll
  static void makeBefore() throws IOException {
    before = before();
    expected = undisturbed();
  }

  @Test
  void aRerunAfterAKillAtAnyCommitGivesTheContentOfAnUndisturbedNight() throws Exception {
    Path loaded = copy(before, "loaded");
    rerun(loaded, "ingest");
    if (!Thorough.isAsked()) {
      killed(before, "ingest", "after bronze.order_lines 1", loaded, "conform", MERGED);
      return;
    }
    for (String job : List.of("ingest", "conform")) {
      Path ready = job.equals("ingest") ? before : loaded;
      List<String> points = points(job, ready);
      for (int i = 0; i < points.size(); i += 2) {
        String next = points.get(Math.min(i + 1, points.size() - 1));
        killed(ready, job, points.get(i), ready, job, next);
      }
    }
  }

  @Test
  void aRerunAfterAKillAtAnyMomentGivesTheContentOfAnUndisturbedNight() throws Exception {
    assumeTrue(Thorough.isAsked(), "takes many minutes: -Dchurnlake.thorough=true");
    Random random = new Random(20240101);
    for (int i = 0; i < 9; i++) {
      Path crashed = copy(before, "random-" + i);
      // Also the very first night of a lake.
      if (i % 3 == 0) {
        FileUtils.deleteDirectory(crashed.resolve("lake").toFile());
      }
      if (i % 3 == 2) {
        rerun(crashed, "ingest");
      }
      try (Started somewhere = run(crashed, i % 3 == 2 ? "conform" : "ingest", "nowhere")) {
        somewhere.endsWithin(Duration.ofMillis(3_000 + random.nextInt(9_000)));
        somewhere.kill();
      }
      rerun(crashed);
      assertThat(contents(crashed)).as("killed at a random moment").isEqualTo(expected);
    }
  }

  /** The status and message of each whole run. */
  private static List<String> runs(Path shop) {
    return lake(shop)
        .read(OpsTables.RUNS)
        .filter(col("job").equalTo(OpsTables.WHOLE_RUN))
        .orderBy("started_at")
        .select("status", "message")
        .collectAsList()
        .stream()
        .map(run -> run.getString(0) + " " + run.getString(1))
        .toList();
  }

  @Test
  void aForgetThatIsKilledIsFinishedByTheNextOneAndByNothingElse() throws Exception {
    Path shop = copy(before, "forget");
    Path ids = Files.writeString(shop.resolve("ids"), "c1\n");
    try (Started forget =
        command(
            shop,
            "forget",
            "after bronze.order_lines 1",
            List.of(
                "forget",
                "--ids",
                ids.toString(),
                "--source",
                shop.resolve("tiny.conf").toString()))) {
      awaitFailpoint(forget, shop);
      forget.kill();
    }
    String key = CustomerKeys.key("c1", TestKeys.secret().bytes());
    assertThat(Traces.of(shop.resolve("lake"), List.of(key))).isNotEmpty();
    assertThatThrownBy(() -> rerun(shop)).hasMessageContaining("half forgotten");

    forgetHere(shop, "c2");

    assertThat(Traces.of(shop.resolve("lake"), List.of(key))).isEmpty();
    rerun(shop);
    assertThat(lake(shop).read(CustomerIdentity.TABLE).select("customer_id").collectAsList())
        .extracting(row -> row.getString(0))
        .contains("c0", "c20")
        .doesNotContain("c1", "c2");
  }

  @Test
  void anUpkeepThatIsKilledWhileItRemovesFilesLeavesWhatReadersSee() throws Exception {
    Path ready = copy(before, "upkeep");
    rerun(ready);
    isOfYesterday(ready.resolve("lake"));
    Path data = copy(ready, "upkeep-data");
    Path log = copy(ready, "upkeep-log");
    try (Started one = maintain(data, "before deletion of .parquet 2");
        Started other = maintain(log, "before deletion of .json 2")) {
      awaitFailpoint(one, data);
      awaitFailpoint(other, log);
      one.kill();
      other.kill();
    }
    for (Path shop : List.of(data, log)) {
      assertThat(contents(shop)).as(shop.toString()).isEqualTo(expected);
      assertThat(Recovery.damages(lake(shop))).isEmpty();
    }
    int files = files(data.resolve("lake")).size();
    new Runner(context(data, "upkeep"), Progress.silent()).run(List.of(new MaintainJob()));
    assertThat(files(data.resolve("lake"))).as("the next one goes on").hasSizeLessThan(files);
    rerun(data);
    assertThat(contents(data)).isEqualTo(expected);
  }

  private static Started maintain(Path shop, String failpoint) throws IOException {
    return command(shop, "maintain", failpoint, List.of("maintain", "--apply"));
  }

  private static List<Path> files(Path lake) throws IOException {
    try (Stream<Path> all = Files.walk(lake)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  /** So that neither Delta's clock nor the file system's decides what is old. */
  private static void isOfYesterday(Path lake) throws IOException {
    FileTime yesterday = FileTime.from(Clock.systemUTC().instant().minus(Duration.ofDays(1)));
    for (Path file : files(lake)) {
      Files.setLastModifiedTime(file, yesterday);
    }
  }

  private static void forgetHere(Path shop, String id) throws IOException {
    new Runner(context(shop, "second"), Progress.silent())
        .run(List.of(new ForgetJob(List.of(id), List.of())));
  }

  private static Path before() throws IOException {
    Path before = folder.resolve("before");
    String first =
        IntStream.range(0, 40)
            .mapToObj(i -> "2024-01-%02d;c%d;o%d;p%d;2;5;".formatted(1 + i % 28, i % 9, i, i % 3))
            .collect(java.util.stream.Collectors.joining("\n"));
    deliver(before, "1.csv", first);
    rerun(before);
    // A new order, a late one, a line that is there already, two returns, and a broken row.
    deliver(
        before,
        "2.csv",
        "2024-02-01;c1;o90;p1;1;5;",
        "2024-01-03;c20;o91;p2;1;5;",
        "2024-01-02;c1;o1;p1;2;5;",
        "2024-02-01;c1;r1;p1;-1;5;o1",
        "2024-02-01;c2;r2;p2;-3;5;",
        "never;c1;o92;p1;1;5;");
    return before;
  }

  private static Map<String, List<String>> undisturbed() throws IOException {
    Path undisturbed = copy(before, "undisturbed");
    rerun(undisturbed);
    return contents(undisturbed);
  }

  /** Two at a time: most of it is the start of a JVM. */
  private static void killed(
      Path oneBefore,
      String oneJob,
      String onePoint,
      Path otherBefore,
      String otherJob,
      String otherPoint)
      throws IOException, InterruptedException {
    Path left = copy(oneBefore, oneJob + "-left");
    Path right = copy(otherBefore, otherJob + "-right");
    try (Started one = run(left, oneJob, onePoint);
        Started other = run(right, otherJob, otherPoint)) {
      awaitFailpoint(one, left);
      awaitFailpoint(other, right);
      one.kill();
      other.kill();
    }
    for (Path crashed : List.of(left, right)) {
      rerun(crashed);
      assertThat(contents(crashed)).as(onePoint + ", " + otherPoint).isEqualTo(expected);
      assertThat(runs(crashed))
          .as("the next run says what died before it")
          .filteredOn(run -> run.startsWith("died noted by run "))
          .hasSize(1)
          .allMatch(run -> run.contains("before it published anything"));
      FileUtils.deleteDirectory(crashed.toFile());
    }
  }

  /** The places at which to kill: before the first commit and after each. */
  private List<String> points(String job, Path ready) throws IOException, InterruptedException {
    Path told = copy(ready, "told-" + job);
    try (Started whole = run(told, job, "nowhere")) {
      whole.awaitSuccess(ENOUGH);
    }
    List<String> points = new ArrayList<>();
    for (String line : Files.readAllLines(failpoints(told))) {
      String point = line.replaceFirst("passed ", "");
      if (points.isEmpty() || point.startsWith("after")) {
        points.add(point);
      }
    }
    assertThat(points).contains("after ops.published 1").hasSizeGreaterThan(7);
    return points;
  }

  private static Path failpoints(Path shop) {
    return shop.resolve("failpoints");
  }

  private static void awaitFailpoint(Started run, Path shop)
      throws IOException, InterruptedException {
    for (long waited = 0; waited < ENOUGH.toMillis(); waited += 100) {
      if (Files.exists(failpoints(shop))
          && Files.readString(failpoints(shop)).contains("reached ")) {
        return;
      }
      if (run.endsWithin(Duration.ofMillis(100))) {
        break;
      }
    }
    throw new AssertionError("the failpoint was not reached:\n" + run.printed());
  }

  private static void deliver(Path shop, String name, String... lines) throws IOException {
    Path input = Files.createDirectories(shop.resolve("input"));
    Files.writeString(input.resolve(name), HEADER + String.join("\n", lines) + "\n");
    Files.writeString(shop.resolve("tiny.conf"), MAPPING);
    Files.writeString(
        shop.resolve("merge.conf"),
        """
        churnlake { conform.whole-below-lines = 0, ingest.max-rejected-share = 0.5 }
        churnlake.upkeep { time-travel-days = 0, least-small-files = 2 }
        """);
  }

  private static Path copy(Path from, String name) throws IOException {
    Path to = folder.resolve(name);
    // With the files' times, by which a load knows them.
    FileUtils.copyDirectory(from.toFile(), to.toFile(), true);
    return to;
  }

  private static Started run(Path shop, String job, String failpoint) throws IOException {
    return command(
        shop,
        job,
        failpoint,
        List.of(
            "run",
            job,
            "--source",
            shop.resolve("tiny.conf").toString(),
            "--input",
            shop.resolve("input").toString(),
            "--as-of",
            AS_OF.toString()));
  }

  private static Started command(Path shop, String name, String failpoint, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@" + Path.of("conf/spark-jvm.args").toAbsolutePath());
    command.addAll(
        List.of(
            "-Xmx700m",
            "-Xms400m",
            "-Xmn200m",
            "-XX:MetaspaceSize=256m",
            "-Dspark.buffer.pageSize=1m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Dchurnlake.failpoint=" + failpoint + "@" + failpoints(shop),
            "-Dlog4j2.configurationFile=classpath:log4j2-churnlake.properties",
            "-Dchurnlake.log=" + shop.resolve("log"),
            "-cp",
            System.getProperty("churnlake.jar")
                + File.pathSeparator
                + Files.readString(Path.of(System.getProperty("churnlake.spark.classpath")))
                    .strip(),
            "io.churnlake.cli.Main"));
    command.addAll(arguments);
    command.addAll(
        List.of(
            "--conf",
            shop.resolve("merge.conf").toString(),
            "--lake",
            shop.resolve("lake").toString()));
    return Started.command(
        shop.getFileName() + "-" + name, folder, Map.of("CHURNLAKE_KEY", TestKeys.DIGITS), command);
  }

  /** In this process, which is quicker. */
  private static void rerun(Path shop) throws IOException {
    rerun(shop, "ingest", "conform");
  }

  private static JobContext context(Path shop, String runId) throws IOException {
    return new JobContext(
        lake(shop),
        Configuration.load(shop.resolve("merge.conf")),
        new JobContext.Delivery(
            SourceMapping.load(shop.resolve("tiny.conf")),
            shop.resolve("input").toString(),
            TestKeys.secret()),
        AS_OF,
        runId,
        Clock.systemUTC());
  }

  private static void rerun(Path shop, String... jobs) throws IOException {
    new Runner(context(shop, "run"), Progress.silent())
        .run(Stream.of(jobs).map(Jobs::named).toList());
  }

  private static Lake lake(Path shop) {
    return Lake.at(SparkTest.spark(), shop.resolve("lake").toString());
  }

  private static Map<String, List<String>> contents(Path shop) {
    Lake lake = lake(shop);
    Map<String, List<String>> contents = new TreeMap<>(Contents.of(lake));
    // Without the load's number: a first night that was lost loads both files at once.
    for (Table table :
        List.of(
            BronzeOrderLines.TABLE,
            BronzeRejected.TABLE,
            CustomerIdentity.TABLE,
            OpsTables.FILES)) {
      contents.put(
          table.fullName(),
          new Loads(lake)
              .committedRows(table).drop(OpsTables.LOAD_ID, "modified").collectAsList().stream()
                  .map(Row::toString)
                  .sorted()
                  .toList());
    }
    return contents;
  }
}
