package io.churnlake.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.churnlake.error.ExitCode;
import io.churnlake.lake.Lake;
import io.churnlake.lake.LakeRecord;
import io.churnlake.testing.SparkTest;
import io.churnlake.testing.TestKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.delta.DeltaLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** `maintain` as a person types it: the plan, which changes nothing, and doing it. */
class MaintainCommandTest {
  @TempDir Path folder;

  private Ended command(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--lake", "" + folder.resolve("lake"), "--conf", "" + folder.resolve("c")));
    return Ended.run(all.toArray(String[]::new));
  }

  private void twoNights() throws IOException {
    Path key = Files.writeString(folder.resolve("key"), TestKeys.DIGITS);
    settings("time-travel-days = 0, least-small-files = 2", key);
    Files.writeString(
        folder.resolve("tiny.conf"),
        """
        source {
          name = "tiny", zone = "Europe/Berlin", currency = "EUR"
          time.patterns = ["yyyy-MM-dd"]
          columns { time = when, customer-id = who, order-id = order, amount = money }
        }
        """);
    Files.createDirectories(folder.resolve("in"));
    for (String step : List.of("ingest", "conform", "ingest", "conform")) {
      Path file = folder.resolve("in/" + Files.list(folder.resolve("in")).count() + ".csv");
      Files.writeString(file, "when,who,order,money\n2024-05-02,c1," + file.getFileName() + ",5\n");
      Ended night =
          command(
              "run",
              step,
              "--as-of",
              "2024-06-30",
              "--source",
              "" + folder.resolve("tiny.conf"),
              "--input",
              "" + folder.resolve("in"));
      assertThat(night.code()).as(night.err()).isZero();
    }
    FileTime yesterday = FileTime.from(Clock.systemUTC().instant().minus(Duration.ofDays(1)));
    for (Path file : files()) {
      Files.setLastModifiedTime(file, yesterday);
    }
    DeltaLog.clearCache();
  }

  private void settings(String upkeep, Path key) throws IOException {
    Files.writeString(
        folder.resolve("c"),
        "churnlake { privacy.key-file = \"%s\", upkeep { %s } }".formatted(key, upkeep));
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(folder.resolve("lake"))) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }

  @Test
  void thePlanSaysWhatIsDoneAndChangesNothing() throws IOException {
    twoNights();
    List<Path> before = files();
    Ended plan = command("maintain");
    assertThat(plan.code()).as(plan.err()).isZero();
    assertThat(plan.out().lines().map(line -> line.replaceAll(" +", " ")))
        .contains(
            "table slices to drop files to join files to remove their size log files their size",
            "old slices stay, since churnlake.upkeep.thin-after-days is 0",
            "versions that were written in the last 0 days stay")
        .anyMatch(line -> line.startsWith("bronze.order_lines - 2 "))
        .anyMatch(
            line ->
                line.matches(
                    "--apply would do this in file:.*/lake: slices of 0 dates dropped,"
                        + " \\d+ small files put together, \\d+ data files \\(0.\\d MB\\) and \\d+ log"
                        + " files \\(0.\\d MB\\) removed"));
    assertThat(files()).isEqualTo(before);

    Ended done = command("maintain", "--apply");
    assertThat(done.code()).as(done.err()).isZero();
    assertThat(done.out()).isEmpty();
    assertThat(done.err()).contains("[1/1] maintain", "slices of 0 dates dropped");
    assertThat(files()).hasSizeLessThan(before.size());
  }

  @Test
  void whatCannotBeMaintainedIsAUsageError() throws IOException {
    Path key = Files.writeString(folder.resolve("key"), TestKeys.DIGITS);
    settings("time-travel-days = 0", key);
    command("maintain").mustTell(ExitCode.USAGE, "There is no lake");
    command("maintain", "--aply").mustTell(ExitCode.USAGE, "--aply", "--apply");
    Ended.run("maintain").mustTell(ExitCode.USAGE, "--lake");
    settings("time-travel-days = 91, keep = some", key);
    command("maintain")
        .mustTell(ExitCode.USAGE, "churnlake.upkeep.time-travel-days", "churnlake.upkeep.keep");
    settings("time-travel-days = 0", key);
    new LakeRecord(Lake.FORMAT_VERSION, "tiny", "Europe/Berlin", "EUR", "k", "0")
        .write(Lake.at(SparkTest.spark(), folder.resolve("lake").toString()));
    command("maintain").mustTell(ExitCode.USAGE, "No night has finished");
  }
}
