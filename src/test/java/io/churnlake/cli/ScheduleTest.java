package io.churnlake.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.churnlake.config.Configuration;
import io.churnlake.error.ExitCode;
import io.churnlake.lake.LogTables;
import io.churnlake.run.NightsBefore;
import io.churnlake.schedule.NightProcess;
import io.churnlake.schedule.NightTimes;
import io.churnlake.schedule.NightWatch;
import io.churnlake.schedule.Rules;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A shop of two customers under the schedule, with whole nights in this process: one that fails and
 * is told of, its repair, which is told of, too, and the night that waited for it.
 */
class ScheduleTest {
  private static final Instant PLANNED = Instant.parse("2024-06-03T00:30:00Z");
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @TempDir Path folder;

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  private final AtomicReference<Instant> now = new AtomicReference<>(PLANNED);

  /** Goes a millisecond on with each look, and to the next planned time where the test says so. */
  private final Clock clock =
      ((InstantSource) () -> now.updateAndGet(time -> time.plusMillis(1))).withZone(ZoneOffset.UTC);

  private final Terminal terminal =
      new Terminal(
          new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
          new PrintStream(printed, true, StandardCharsets.UTF_8),
          clock);

  private void shop() throws IOException {
    Path input = Files.createDirectories(folder.resolve("input"));
    Files.write(
        input.resolve("orders.csv"),
        List.of("day,who", "2024-05-01,anna@example.com", "2024-06-01,ben@example.com"));
    Files.writeString(
        folder.resolve("tiny.conf"),
        """
        source {
          name = "tiny", zone = "Europe/Berlin", currency = "EUR", time.patterns = ["yyyy-MM-dd"]
          columns { time = day, customer-id = who }
          inputs.customers.columns { customer-id = who, signed-up = since }
        }
        """);
    Files.writeString(
        folder.resolve("settings.conf"),
        """
        churnlake {
          alarm.command = [sh, -c, "cat >> %s"]
          retention { periods = [month], splits = [], split-periods = [] }
        }
        """
            .formatted(alarms()));
  }

  private Path alarms() {
    return folder.resolve("alarms");
  }

  private String lake() {
    return folder.resolve("lake").toString();
  }

  /** What is known of the customers, whose file is cut off or whole. */
  private void deliver(String header) throws IOException {
    Path customers = Files.createDirectories(folder.resolve("input/customers"));
    Files.write(customers.resolve("customers.csv"), List.of(header, "anna@example.com,2024-05-01"));
  }

  private ScheduledNights nights(ToIntFunction<List<String>> process, List<String> nightly) {
    Configuration settings = Configuration.load(folder.resolve("settings.conf"));
    NightAlarms alarms = new NightAlarms(terminal, settings.alarm(), Map.of());
    return new ScheduledNights(terminal, alarms, process, lake(), nightly);
  }

  /** Each night in this process, with the command that the schedule starts one with. */
  private NightWatch watch() {
    ScheduledNights nights =
        nights(
            command -> Cli.execute(command.toArray(String[]::new), terminal),
            List.of(
                "nightly",
                "--source=" + folder.resolve("tiny.conf"),
                "--input=" + folder.resolve("input"),
                "--lake=" + lake(),
                "--conf=" + folder.resolve("settings.conf"),
                "--resume"));
    return new NightWatch(
        new NightTimes(LocalTime.of(2, 30), BERLIN, BERLIN),
        new Rules(7, 0, Duration.ofMinutes(10), Set.of()),
        () -> LogTables.find(lake()).map(NightsBefore::new).flatMap(NightsBefore::newestWhole),
        nights,
        nights,
        clock);
  }

  private List<JsonNode> told() throws IOException {
    List<JsonNode> told = new ArrayList<>();
    if (Files.exists(alarms())) {
      for (String line : Files.readAllLines(alarms())) {
        told.add(new ObjectMapper().readTree(line));
      }
      Files.delete(alarms());
    }
    return told;
  }

  @Test
  void nightsRunInOrderAndSomebodyIsToldOfAFailureAndOfItsEnd() throws IOException {
    shop();
    deliver("who");
    NightWatch watch = watch();
    Duration wait = watch.round();
    assertThat(wait).as(printed.toString()).isBetween(Duration.ofHours(23), Duration.ofDays(1));
    assertThat(told())
        .as(printed.toString())
        .singleElement()
        .satisfies(
            failure -> {
              assertThat(failure.path("event").asText()).isEqualTo("failure");
              assertThat(failure.path("as_of").asText()).isEqualTo("2024-06-02");
              assertThat(failure.path("step").asText()).isEqualTo("inputs");
              holds(
                  failure,
                  "Columns named by the source mapping are missing",
                  ExitCode.DATA_REFUSED.code());
              assertThat(failure.toString()).doesNotContain("@example.com");
            });

    deliver("who,since");
    now.updateAndGet(time -> time.plus(wait));
    watch.round();
    assertThat(told())
        .as(printed.toString())
        .singleElement()
        .satisfies(
            recovery -> {
              assertThat(recovery.path("event").asText()).isEqualTo("recovery");
              assertThat(recovery.path("as_of").asText()).isEqualTo("2024-06-02");
              assertThat(recovery.path("failed_run_id").asText()).startsWith("20240603T003000Z");
            });
    assertThat(new NightsBefore(LogTables.at(lake())).newestWhole())
        .contains(LocalDate.of(2024, 6, 3));
    assertThat(
            printed
                .toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith("schedule: "))
                .collect(Collectors.joining("\n")))
        .isEqualTo(
            """
            schedule: night of 2024-06-02
            schedule: the night of 2024-06-02 ended with exit code 3; it is tried again at 2024-06-04 00:30 UTC, and later nights wait for it
            schedule: night of 2024-06-02; due up to 2024-06-03
            schedule: the night of 2024-06-02 is done
            schedule: night of 2024-06-03
            schedule: the night of 2024-06-03 is done
            schedule: the next night is that of 2024-06-04, at 2024-06-05 00:30 UTC""");
  }

  @Test
  void aProcessThatSaysNothingIsSpokenForAndAHeldLakeOnlyInTheEnd() throws IOException {
    shop();
    NightProcess process = new NightProcess(Duration.ofMinutes(1), Duration.ofMinutes(1));
    ScheduledNights nights = nights(process::run, List.of("sh", "-c", "kill -9 $$"));
    LocalDate asOf = LocalDate.of(2024, 6, 2);
    nights.failed(asOf, 4, PLANNED, false);
    assertThat(told()).isEmpty();
    nights.failed(asOf, 4, PLANNED, true);
    assertThat(told()).singleElement().satisfies(alarm -> holds(alarm, "did not run", 4));
    int code = nights.run(asOf);
    nights.failed(asOf, code, PLANNED, true);
    assertThat(told()).singleElement().satisfies(alarm -> holds(alarm, "did not say why", 137));
    nights.wentWell(asOf);
    assertThat(told())
        .as(printed.toString())
        .extracting(alarm -> alarm.path("event").asText())
        .containsExactly("recovery");
    nights.wentWell(asOf);
    assertThat(told()).isEmpty();
  }

  private static void holds(JsonNode alarm, String problem, int code) {
    assertThat(alarm.path("problem").asText()).contains(problem);
    assertThat(alarm.path("exit_code").asInt()).isEqualTo(code);
  }
}
