package io.churnlake.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.churnlake.config.CustomerKeySecret;
import io.churnlake.error.ExitCode;
import io.churnlake.lake.Lake;
import io.churnlake.lake.LakeLock;
import io.churnlake.lake.LakeRecord;
import io.churnlake.testing.SparkTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user sees of a mistake: problem, cause, remedy, the exit code, and an untouched lake. */
class BadInputTest {
  private static final String GOOD =
      """
      source {
        name = "tiny", zone = "Europe/Berlin", currency = "EUR"
        time.patterns = ["yyyy-MM-dd"]
        columns { time = when, customer-id = who, order-id = order, amount = money }
      }
      """;

  @TempDir Path folder;
  private Path input;
  private Path mapping;
  private Path lake;

  private Ended night(String asOf) {
    return run(
        "nightly",
        "--source",
        mapping.toString(),
        "--input",
        input.toString(),
        "--lake",
        lake.toString(),
        "--as-of",
        asOf);
  }

  private static Ended run(String... args) {
    return Ended.run(args);
  }

  private static void mustTell(Ended ended, ExitCode code, String... words) {
    ended.mustTell(code, words);
  }

  @BeforeEach
  void aShop() throws IOException {
    input = Files.createDirectory(folder.resolve("in put"));
    lake = folder.resolve("lake");
    mapping = Files.writeString(folder.resolve("tiny.conf"), GOOD);
    Files.writeString(input.resolve("a.csv"), "when,who,order,money\n2024-05-05,c1,o1,10\n");
  }

  @Test
  void aFirstRunThatIsRefusedLeavesNoLake() throws IOException {
    Path good = input;
    input = folder.resolve("nowhere");
    mustTell(night("2024-06-01"), ExitCode.USAGE, "nowhere does not exist");
    input = Files.createDirectory(folder.resolve("empty"));
    mustTell(night("2024-06-01"), ExitCode.USAGE, "holds no order file", "*.csv");
    input = good;
    mustTell(night("2024-05-04"), ExitCode.DATA_REFUSED, "2024-05-04", "2024-05-05");
    Files.writeString(mapping, GOOD.replace("who", "customer"));
    mustTell(night("2024-06-01"), ExitCode.DATA_REFUSED, "a.csv has no column customer");
    Files.writeString(mapping, GOOD + "source.files.pattern = \"*.csv.gz\"");
    Files.writeString(input.resolve("b.csv.gz"), "this is no gzip");
    mustTell(night("2024-06-01"), ExitCode.DATA_REFUSED, "b.csv.gz", "cannot be read");
    Files.writeString(mapping, GOOD + "source.colour = blue");
    mustTell(night("2024-06-01"), ExitCode.USAGE, "source.colour: unknown key");
    mustTell(
        run("nightly", "--source", "x.conf", "--lake", "l", "--as-of", "soon", "--input", "i"),
        ExitCode.USAGE,
        "--as-of");
    assertThat(lake).doesNotExist();
  }

  @Test
  void aLakeOfAnotherShopOrANewerProgramIsLeftAlone() throws IOException {
    Lake held = Lake.at(SparkTest.spark(), lake.toString());
    new LakeRecord(Lake.FORMAT_VERSION, "other", "Europe/Paris", "CHF", "nokey", "0").write(held);
    Map<String, Long> before = files();
    mustTell(
        night("2024-06-01"), ExitCode.USAGE, "source is other", "Europe/Paris", "CHF", "nokey");
    assertThat(files()).isEqualTo(before);

    lake = folder.resolve("newer");
    Lake newer = Lake.at(SparkTest.spark(), lake.toString());
    new LakeRecord(Lake.FORMAT_VERSION + 1, "tiny", "Europe/Berlin", "EUR", "k", "9").write(newer);
    before = files();
    mustTell(night("2024-06-01"), ExitCode.USAGE, "newer churnlake", "format is 2");
    mustTell(run("tables", "--lake", lake.toString()), ExitCode.USAGE, "newer churnlake");
    assertThat(files()).isEqualTo(before);
  }

  @Test
  void aHeldLakeSaysWhoHoldsItSinceWhen() {
    Lake held = Lake.at(SparkTest.spark(), lake.toString());
    try (LakeLock lock = LakeLock.take(held, "first-run", Clock.systemUTC())) {
      mustTell(night("2024-06-01"), ExitCode.LAKE_HELD, "first-run", "since 20");
      lock.mustStillHold();
    }
    assertThat(lake).doesNotExist();
  }

  @Test
  void theLockOfADeadProcessIsTakenOver() throws IOException {
    Files.createDirectories(lake);
    String host = java.net.InetAddress.getLocalHost().getHostName();
    Files.writeString(
        lake.resolve("_lock"),
        "dead-run\t" + host + "\t4194304999\t2024\t" + java.time.Instant.now());
    Lake free = Lake.at(SparkTest.spark(), lake.toString());
    try (LakeLock lock = LakeLock.take(free, "second-run", Clock.systemUTC())) {
      lock.mustStillHold();
    }
    String old = "lost-run\telsewhere\t1\t2024\t" + java.time.Instant.now().minusSeconds(600);
    Files.createDirectories(lake);
    Files.writeString(lake.resolve("_lock"), old);
    try (LakeLock lock = LakeLock.take(free, "third-run", Clock.systemUTC())) {
      lock.mustStillHold();
    }
  }

  @Test
  void queriesAreReadOnlyAndTheirMistakesAreTold() {
    mustTell(run("sql", "--lake", lake.toString(), "SELECT 1"), ExitCode.USAGE, "There is no lake");
    Lake made = Lake.at(SparkTest.spark(), lake.toString());
    new LakeRecord(Lake.FORMAT_VERSION, "tiny", "Europe/Berlin", "EUR", "k", "0").write(made);
    String at = lake.toString();
    mustTell(
        run("sql", "--lake", at, "DELETE FROM ops.lake"), ExitCode.USAGE, "Only queries are run");
    mustTell(run("sql", "--lake", at, "SELEC 1"), ExitCode.USAGE, "cannot be read as SQL");
    mustTell(run("sql", "--lake", at, "SELECT nix FROM ops.lake"), ExitCode.USAGE, "nix");
    mustTell(
        run("sql", "--lake", at, "SELECT * FROM gold.clv"), ExitCode.USAGE, "nothing published");
    mustTell(
        run("run", "everything", "--lake", at, "--as-of", "2024-01-01"),
        ExitCode.USAGE,
        "no job named everything",
        "conform");
    Ended good =
        run("sql", "--lake", at, "--format", "csv", "SELECT currency, 'a\"b,c' AS t FROM ops.lake");
    assertThat(good.code()).isZero();
    assertThat(good.out()).isEqualTo("currency,t\nEUR,\"a\"\"b,c\"\n");
    assertThat(run("sql", "--lake", at, "--format", "json", "SELECT 1 AS a, null AS b").out())
        .isEqualTo("{\"a\":1,\"b\":null}\n");
  }

  @Test
  void aKeyThatCannotBeUsedIsNotEchoed() {
    try {
      CustomerKeySecret.find(
          Map.of("CHURNLAKE_KEY", "my-secret"), "", folder, CustomerKeySecret.WhenMissing.REFUSE);
    } catch (io.churnlake.error.UserException e) {
      assertThat(e.getMessage()).contains("CHURNLAKE_KEY").doesNotContain("my-secret");
      return;
    }
    throw new AssertionError("a key of 9 letters was taken");
  }

  private Map<String, Long> files() throws IOException {
    try (Stream<Path> walk = Files.walk(lake)) {
      List<Path> found = walk.filter(Files::isRegularFile).toList();
      Map<String, Long> sizes = new TreeMap<>();
      for (Path file : found) {
        sizes.put(lake.relativize(file).toString(), Files.size(file));
      }
      return sizes;
    }
  }
}
