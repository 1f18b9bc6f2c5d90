package io.churnlake.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.churnlake.config.Configuration;
import io.churnlake.config.SourceMapping;
import io.churnlake.error.ExitCode;
import io.churnlake.lake.Lake;
import io.churnlake.run.Jobs;
import io.churnlake.run.Progress;
import io.churnlake.run.Runner;
import io.churnlake.step.JobContext;
import io.churnlake.testing.Contents;
import io.churnlake.testing.SparkTest;
import io.churnlake.testing.TestKeys;
import io.churnlake.testing.Thorough;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.delta.DeltaLog;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * A lake of which something is gone: the next run says so and changes nothing, or is not concerned;
 * recover goes on with what is left, and the night after it has the content of before. A few
 * damages each time; every one of ops, bronze and silver if thoroughness is asked for.
 */
class DamagedLakeTest {
  private static final LocalDate AS_OF = LocalDate.of(2024, 6, 30);
  private static final String[] NIGHT = {"ingest", "conform", "rfm"};

  private static final List<String> FEW =
      List.of(
          "ops/published gone",
          "ops/lake gone and silver/customer_days gone",
          "ops/loads cut",
          "bronze/order_lines file");

  @TempDir static Path folder;
  private static Map<String, List<String>> content;

  @BeforeAll
  static void aLakeOfTwoNights() throws IOException {
    Path input = Files.createDirectory(folder.resolve("input"));
    Files.writeString(
        folder.resolve("tiny.conf"),
        """
        source {
          name = "tiny", zone = "Europe/Berlin", currency = "EUR"
          time.patterns = ["yyyy-MM-dd"]
          columns { time = when, customer-id = who, order-id = order, amount = money }
        }
        """);
    for (int file = 0; file < 2; file++) {
      int first = file * 100;
      Files.write(
          input.resolve(file + ".csv"),
          Stream.concat(
                  Stream.of("when,who,order,money"),
                  IntStream.range(first, first + 20)
                      .mapToObj(i -> "2024-05-%02d,c%d,o%d,%d".formatted(1 + i % 28, i % 9, i, 5)))
              .toList());
      night(folder.resolve("lake"));
    }
    content = content(folder.resolve("lake"));
  }

  /** Without the numbers of loads: what was lost is loaded under another one. */
  private static Map<String, List<String>> content(Path lake) {
    Map<String, List<String>> content = new TreeMap<>(Contents.of(lake(lake)));
    content.replaceAll(
        (table, rows) ->
            rows.stream()
                .map(row -> row.replaceAll("\"\\w*load_id\":\\d+,?", ""))
                .sorted()
                .toList());
    return content;
  }

  @TestFactory
  Stream<DynamicTest> damages() throws IOException {
    List<String> damages = Thorough.isAsked() ? all() : FEW;
    return damages.stream()
        .map(damage -> DynamicTest.dynamicTest(damage, () -> isToldAndRecovered(damage)));
  }

  @Test
  void aTableThatAKilledRunHadOnlyBegunIsNoDamage() throws Exception {
    Path lake = copy("begun");
    begin(lake, "gold/churn_models", "gold/clv", "bronze/order_headers", "ops/forget_requests");
    Files.createDirectories(lake.resolve("gold/rfm"));
    Ended next =
        command(lake, "run", "conform", "--as-of", AS_OF.toString(), "--source", mapping());
    assertThat(next.code()).as(next.err()).isZero();
    assertThat(command(lake, "recover").out()).contains("the lake is whole");
  }

  @Test
  void aFirstNightThatDiedAtItsFirstLinesIsMadeAgain() throws Exception {
    Path lake = copy("first-lines");
    for (String area : List.of("bronze", "silver", "gold")) {
      FileUtils.deleteDirectory(lake.resolve(area).toFile());
    }
    for (String table : List.of("published", "checks", "files")) {
      FileUtils.deleteDirectory(lake.resolve("ops").resolve(table).toFile());
    }
    firstCommitAlone(lake, "ops/runs");
    begin(lake, "bronze/order_lines");
    // Two loads are committed: their lines are lost, not still to come.
    command(lake, "run", "ingest", "--as-of", AS_OF.toString(), "--source", mapping())
        .mustTell(ExitCode.DATA_REFUSED, "bronze.order_lines", "is not whole");
    firstCommitAlone(lake, "ops/loads");
    night(lake);
    assertThat(content(lake)).isEqualTo(content);
  }

  @Test
  void aFirstNightThatDiedAtItsPublicationIsMadeAgain() throws Exception {
    Path lake = copy("first-publication");
    FileUtils.deleteDirectory(lake.resolve("ops/published").toFile());
    begin(lake, "ops/published");
    command(lake, "sql", "SELECT 1")
        .mustTell(ExitCode.DATA_REFUSED, "ops.published", "is not whole");
    firstCommitAlone(lake, "ops/runs");
    assertThat(command(lake, "sql", "SELECT 1").code()).isZero();
    night(lake);
    assertThat(content(lake)).isEqualTo(content);
  }

  private static Path copy(String name) throws IOException {
    Path lake = folder.resolve(name);
    FileUtils.copyDirectory(folder.resolve("lake").toFile(), lake.toFile(), true);
    return lake;
  }

  /** Leaves what a run leaves that dies before the first commit of each table. */
  private static void begin(Path lake, String... tables) throws IOException {
    for (String table : tables) {
      Files.createDirectories(lake.resolve(table).resolve("_delta_log"));
      Files.writeString(lake.resolve(table).resolve("part-0.parquet"), "cut");
    }
    DeltaLog.clearCache();
  }

  private static void firstCommitAlone(Path lake, String table) throws IOException {
    try (Stream<Path> log = Files.list(lake.resolve(table).resolve("_delta_log"))) {
      for (Path file : log.toList()) {
        if (!file.getFileName().toString().replace(".", "").startsWith("0".repeat(20))) {
          Files.delete(file);
        }
      }
    }
    DeltaLog.clearCache();
  }

  private static List<String> all() throws IOException {
    List<String> all = new ArrayList<>();
    for (String area : List.of("ops", "bronze", "silver", "gold")) {
      try (Stream<Path> tables = Files.list(folder.resolve("lake").resolve(area))) {
        for (Path table : tables.sorted().toList()) {
          for (String how : List.of("gone", "cut", "file", "log")) {
            all.add(area + "/" + table.getFileName() + " " + how);
          }
        }
      }
    }
    return all;
  }

  private static void isToldAndRecovered(String damage) throws Exception {
    Path lake = folder.resolve("damaged");
    FileUtils.deleteDirectory(lake.toFile());
    FileUtils.copyDirectory(folder.resolve("lake").toFile(), lake.toFile(), true);
    List<String> tables = new ArrayList<>();
    for (String one : damage.split(" and ")) {
      damage(lake.resolve(one.replaceFirst(" .*", "")), one.replaceFirst(".* ", ""));
      tables.add(one.replaceFirst(" .*", "").replace('/', '.'));
    }
    DeltaLog.clearCache();
    Map<String, Long> before = files(lake);

    Ended next =
        command(lake, "run", "conform", "--as-of", AS_OF.toString(), "--source", mapping());
    System.out.println(damage + " | next run: " + told(next));
    if (damage.endsWith(" file")) {
      // Only who needs the file misses it; a run that did begin says so in its accounts.
      assertThat(next.code()).as(next.err()).isIn(0, ExitCode.DATA_REFUSED.code());
    } else {
      next.mustTell(ExitCode.DATA_REFUSED, "is not whole", "churnlake recover");
      assertThat(next.err()).contains(tables);
      assertThat(files(lake)).isEqualTo(before);
    }

    Ended look = command(lake, "recover");
    assertThat(look.code()).as(look.err()).isEqualTo(ExitCode.DATA_REFUSED.code());
    tables.forEach(table -> assertThat(look.out()).contains(table + ": "));
    assertThat(look.out()).contains("with --adopt-current: ");
    Ended repaired = command(lake, "recover", "--adopt-current", "--source", mapping());
    assertThat(repaired.code()).as(repaired.err()).isZero();
    assertThat(command(lake, "recover").out()).contains("the lake is whole");
    night(lake);
    assertThat(content(lake)).as("after " + repaired.err()).isEqualTo(content);
  }

  private static String told(Ended ended) {
    return ended.code() + " " + ended.err().lines().limit(2).toList();
  }

  private static void damage(Path table, String how) throws IOException {
    switch (how) {
      case "gone" -> FileUtils.deleteDirectory(table.toFile());
      case "log" -> FileUtils.deleteDirectory(table.resolve("_delta_log").toFile());
      case "cut" -> {
        Path commit = newest(table.resolve("_delta_log"), ".json");
        byte[] text = Files.readAllBytes(commit);
        Files.write(commit, java.util.Arrays.copyOf(text, text.length - 20));
        Files.deleteIfExists(commit.resolveSibling("." + commit.getFileName() + ".crc"));
      }
      default -> Files.delete(newest(table, ".parquet"));
    }
  }

  private static Path newest(Path folder, String suffix) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.filter(file -> file.toString().endsWith(suffix))
          .filter(file -> suffix.equals(".json") || !file.toString().contains("_delta_log"))
          .max(
              Comparator.comparing((Path file) -> file.toFile().lastModified())
                  .thenComparing(file -> file))
          .orElseThrow();
    }
  }

  private static String mapping() {
    return folder.resolve("tiny.conf").toString();
  }

  private static Ended command(Path lake, String... arguments) throws IOException {
    Path key = folder.resolve("key");
    Files.writeString(key, TestKeys.DIGITS);
    Path conf = folder.resolve("conf");
    Files.writeString(conf, "churnlake.privacy.key-file = \"" + key + "\"");
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--lake", lake.toString(), "--conf", conf.toString()));
    return Ended.run(all.toArray(String[]::new));
  }

  private static Lake lake(Path folder) {
    return Lake.at(SparkTest.spark(), folder.toString());
  }

  private static void night(Path lake) throws IOException {
    JobContext context =
        new JobContext(
            lake(lake),
            Configuration.defaults(),
            new JobContext.Delivery(
                SourceMapping.load(Path.of(mapping())),
                folder.resolve("input").toString(),
                TestKeys.secret()),
            AS_OF,
            "run",
            Clock.systemUTC());
    new Runner(context, Progress.silent()).run(Stream.of(NIGHT).map(Jobs::named).toList());
  }

  private static Map<String, Long> files(Path lake) throws IOException {
    try (Stream<Path> walk = Files.walk(lake)) {
      Map<String, Long> sizes = new TreeMap<>();
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        sizes.put(lake.relativize(file).toString(), Files.size(file));
      }
      return sizes;
    }
  }
}
