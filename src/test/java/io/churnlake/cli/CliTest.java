package io.churnlake.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.churnlake.config.JobDefinition;
import io.churnlake.error.ExitCode;
import io.churnlake.run.Jobs;
import io.churnlake.simulate.ShopFiles;
import io.churnlake.step.Job;
import io.churnlake.table.Table;
import io.churnlake.testing.SparkTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that need no night, and how a failure of the program itself ends. */
class CliTest {
  @TempDir Path folder;

  @Test
  void jobsAreListedWithWhatTheyReadAndWrite() {
    Ended ended = Ended.run("jobs");
    assertThat(ended.code()).isZero();
    assertThat(ended.err()).isEmpty();
    List<String> lines = ended.out().lines().toList();
    for (Job job : Jobs.all()) {
      int at =
          lines.indexOf(
              lines.stream().filter(l -> l.startsWith(job.name() + "  ")).toList().get(0));
      assertThat(lines.get(at)).endsWith(JobDefinition.of(job.name()).does());
      assertThat(lines.get(at + 3)).contains(job.reads().stream().map(Table::fullName).toList());
      assertThat(lines.get(at + 4)).contains(job.writes().stream().map(Table::fullName).toList());
    }
    assertThat(lines).hasSize(6 * Jobs.all().size());
  }

  @Test
  void everyCommandTellsTheVersion() {
    String version = Ended.run("--version").out();
    assertThat(version).matches("churnlake \\d+\\.\\d+\\S* \\(\\S+\\)\\R");
    assertThat(Ended.run("sql", "--version").out()).isEqualTo(version);
  }

  @Test
  void aCommandThatIsNoneIsNamed() {
    Ended.run("nightle", "--lake", "x")
        .mustTell(ExitCode.USAGE, "There is no command, option or argument nightle", "nightly");
  }

  @Test
  void aSimulatedShopIsWrittenAndTheNextCommandTold() throws IOException {
    Path shop = folder.resolve("shop");
    Ended ended =
        Ended.run(
            "simulate", "--customers", "20", "--days", "10", "--seed", "1", "--output", "" + shop);
    assertThat(ended.code()).as(ended.err()).isZero();
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err()).contains("next: ", "nightly", "--input " + shop, "--as-of 2024-01-10");
    assertThat(shop.resolve("truth/summary.json")).isNotEmptyFile();
    assertThat(Files.list(shop.resolve("orders"))).isNotEmpty();
    Ended again =
        Ended.run(
            "simulate", "--customers", "20", "--days", "10", "--seed", "1", "--output", "" + shop);
    again.mustTell(ExitCode.USAGE, "is not empty");
  }

  @Test
  void whatAnInterruptedSimulationLeftIsRemovedAndNothingElse() throws IOException {
    Path orders = Files.createDirectories(folder.resolve("orders"));
    Path truth = Files.createDirectories(folder.resolve("truth"));
    Files.writeString(orders.resolve("2024-01-01.csv"), "");
    Files.writeString(orders.resolve(".2024-01-02.csv.17.tmp"), "");
    Files.writeString(truth.resolve("customers-00001.csv"), "");
    Path own = Files.writeString(truth.resolve("notes.csv"), "mine");
    ShopFiles.discard(SparkTest.spark(), folder.toString());
    assertThat(orders).doesNotExist();
    assertThat(truth).isDirectoryContaining(own::equals);
    assertThat(Files.list(truth)).hasSize(1);
    Files.delete(own);
    ShopFiles.discard(SparkTest.spark(), folder.toString());
    ShopFiles.discard(SparkTest.spark(), folder.toString());
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aDateThatHasNotComeIsRefusedInTheShopsZone() throws IOException {
    Path mapping =
        Files.writeString(
            folder.resolve("tiny.conf"),
            """
            source {
              name = "tiny", zone = "Pacific/Auckland", currency = "EUR"
              columns { time = when, customer-id = who, amount = money }
            }
            """);
    Path conf = Files.writeString(folder.resolve("a.conf"), "churnlake.shop.zone = America/Lima");
    String lake = folder.resolve("lake").toString();
    String[] night = {
      "nightly", "--source", "" + mapping, "--input", "" + folder.resolve("nowhere"), "--lake", lake
    };
    // 15:00 UTC: the next day in Auckland, the same in Lima, the next at UTC+14.
    Clock clock = Clock.fixed(Instant.parse("2024-06-01T15:00:00Z"), ZoneOffset.UTC);
    Ended.runAt(clock, with(night, "--as-of", "2024-06-03"))
        .mustTell(ExitCode.USAGE, "2024-06-03 has not come", "2024-06-02", "Pacific/Auckland");
    Ended.runAt(clock, with(night, "--as-of", "2024-06-02"))
        .mustTell(ExitCode.USAGE, "nowhere does not exist");
    Ended.runAt(clock, with(night, "--as-of", "2024-06-02", "--conf", "" + conf))
        .mustTell(ExitCode.USAGE, "has not come", "America/Lima");
    Ended.runAt(clock, "run", "clv", "--lake", lake, "--as-of", "2024-06-03")
        .mustTell(ExitCode.USAGE, "has not come", "+14:00");
    Ended.runAt(
            clock,
            "evaluate",
            "--lake",
            lake,
            "--scored-as-of",
            "2024-01-01",
            "--as-of",
            "2024-06-03")
        .mustTell(ExitCode.USAGE, "has not come", "+14:00");
    assertThat(folder.resolve("lake")).doesNotExist();
  }

  @Test
  void anErrorOfTheMachineIsToldAndEndsWithOne() {
    Clock broken =
        ((InstantSource)
                () -> {
                  throw new NoClassDefFoundError("org/example/Missing");
                })
            .withZone(ZoneOffset.UTC);
    Ended.runAt(broken, "run", "clv", "--lake", "" + folder, "--as-of", "2024-06-03")
        .mustTell(ExitCode.INTERNAL, "NoClassDefFoundError: org/example/Missing", "log");
  }

  private static String[] with(String[] args, String... more) {
    String[] all = java.util.Arrays.copyOf(args, args.length + more.length);
    System.arraycopy(more, 0, all, args.length, more.length);
    return all;
  }
}
