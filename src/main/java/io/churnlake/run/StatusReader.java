package io.churnlake.run;

import io.churnlake.lake.LogTables;
import io.churnlake.step.RunStatus;
import io.churnlake.table.OpsTables;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads how a lake is doing from the accounts of its runs and the logs of its tables. */
public final class StatusReader {
  /** Further runs, for the medians of those that are shown. */
  private static final int RUNS_BEFORE = 10;

  private static final String RUNNING = "running";
  private static final String ASKED = "run_id";

  private final LogTables tables;

  public StatusReader(LogTables tables) {
    this.tables = tables;
  }

  /**
   * Reads.
   *
   * @param shown how many runs are wanted
   * @param at the present
   * @param held whether a living run holds the lake
   */
  public Status read(int shown, Instant at, boolean held) {
    String zone = zone();
    List<Map<String, @Nullable Object>> rows =
        tables.newestRows(
            OpsTables.RUNS,
            List.of(
                ASKED,
                "job",
                "as_of",
                "status",
                "started_at",
                "finished_at",
                "rows_in",
                "rows_rejected",
                "message"),
            read -> ids(read).size() <= shown + RUNS_BEFORE);
    List<String> ids = newestFirst(rows);
    Map<String, List<Status.FailedCheck>> checks = checks(ids, shown);
    List<Status.Run> runs = new ArrayList<>();
    for (int i = 0; i < Math.min(shown, ids.size()); i++) {
      runs.add(run(ids, i, rows, checks, held && i == 0));
    }
    return new Status(
        tables.root(),
        at,
        zone,
        LocalDate.ofInstant(at, ZoneId.of(zone)),
        published(),
        runs,
        tables.sizes());
  }

  private String zone() {
    return tables.newestRows(OpsTables.LAKE, List.of("zone"), read -> read.isEmpty()).stream()
        .map(row -> text(row, "zone"))
        .findFirst()
        .orElse("UTC");
  }

  private Optional<Status.Published> published() {
    List<Map<String, @Nullable Object>> rows =
        tables.newestRows(
            OpsTables.PUBLISHED,
            List.of("publication_id", ASKED, "as_of", "published_at"),
            read -> read.isEmpty());
    long newest = rows.stream().mapToLong(row -> number(row, "publication_id")).max().orElse(0);
    List<Map<String, @Nullable Object>> last =
        rows.stream().filter(row -> number(row, "publication_id") == newest).toList();
    return last.stream()
        .findFirst()
        .map(
            row ->
                new Status.Published(
                    newest,
                    text(row, ASKED),
                    date(row),
                    time(row, "published_at").orElse(Instant.EPOCH),
                    last.size()));
  }

  private Map<String, List<Status.FailedCheck>> checks(List<String> ids, int shown) {
    Set<String> wanted = new HashSet<>(ids.subList(0, Math.min(shown, ids.size())));
    Map<String, List<Status.FailedCheck>> failed = new HashMap<>();
    for (Map<String, @Nullable Object> row :
        tables.newestRows(
            OpsTables.CHECKS,
            List.of(ASKED, "job", "check_name", "expected", "actual", "passed", "fatal"),
            read -> wanted.containsAll(ids(read)))) {
      if (!truth(row, "passed")) {
        failed
            .computeIfAbsent(text(row, ASKED), id -> new ArrayList<>())
            .add(
                new Status.FailedCheck(
                    text(row, "job"),
                    text(row, "check_name"),
                    text(row, "expected"),
                    text(row, "actual"),
                    truth(row, "fatal")));
      }
    }
    return failed;
  }

  private static Status.Run run(
      List<String> ids,
      int index,
      List<Map<String, @Nullable Object>> rows,
      Map<String, List<Status.FailedCheck>> checks,
      boolean held) {
    String id = ids.get(index);
    List<Map<String, @Nullable Object>> own =
        rows.stream().filter(row -> text(row, ASKED).equals(id)).toList();
    Map<String, Map<String, @Nullable Object>> whole = new LinkedHashMap<>();
    own.stream().filter(StatusReader::isWhole).forEach(row -> whole.put(text(row, "status"), row));
    Map<String, @Nullable Object> end =
        whole.entrySet().stream()
            .filter(entry -> !entry.getKey().equals(RunStatus.BEGUN))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElseGet(() -> whole.getOrDefault(RunStatus.BEGUN, own.get(0)));
    String state = text(end, "status");
    if (state.equals(RunStatus.BEGUN)) {
      state = held ? RUNNING : RunStatus.DIED;
    }
    Optional<Instant> started =
        Stream.concat(whole.values().stream(), own.stream())
            .flatMap(row -> time(row, "started_at").stream())
            .min(Instant::compareTo);
    Optional<Duration> took =
        state.equals(RUNNING) || state.equals(RunStatus.DIED)
            ? Optional.empty()
            : started.flatMap(
                from -> time(end, "finished_at").map(until -> Duration.between(from, until)));
    List<Map<String, @Nullable Object>> steps = own.stream().filter(row -> !isWhole(row)).toList();
    List<String> before = ids.subList(index + 1, ids.size());
    return new Status.Run(
        id,
        date(end),
        state,
        started,
        took,
        steps.stream()
            .filter(row -> text(row, "job").equals("ingest"))
            .mapToLong(row -> number(row, "rows_in"))
            .sum(),
        steps.stream().mapToLong(row -> number(row, "rows_rejected")).sum(),
        text(end, "message"),
        steps.stream().map(row -> step(row, rows, before)).toList(),
        checks.getOrDefault(id, List.of()));
  }

  private static Status.Step step(
      Map<String, @Nullable Object> row,
      List<Map<String, @Nullable Object>> rows,
      List<String> before) {
    List<Duration> times =
        rows.stream()
            .filter(other -> before.contains(text(other, ASKED)))
            .filter(other -> text(other, "job").equals(text(row, "job")))
            .filter(other -> text(other, "status").equals(RunStatus.DONE))
            .map(StatusReader::took)
            .toList();
    return new Status.Step(
        text(row, "job"),
        text(row, "status"),
        took(row),
        times.isEmpty() ? Optional.empty() : Optional.of(Medians.of(times)));
  }

  /** Runs by their start; one that is known by its death alone comes where it was noted. */
  private static List<String> newestFirst(List<Map<String, @Nullable Object>> rows) {
    Map<String, Instant> starts = new HashMap<>();
    for (Map<String, @Nullable Object> row : rows) {
      time(row, "started_at")
          .or(() -> time(row, "finished_at"))
          .ifPresent(
              at ->
                  starts.merge(
                      text(row, ASKED), at, (one, other) -> one.isBefore(other) ? one : other));
    }
    return starts.entrySet().stream()
        .sorted(Map.Entry.<String, Instant>comparingByValue().reversed())
        .map(Map.Entry::getKey)
        .toList();
  }

  private static Set<String> ids(List<Map<String, @Nullable Object>> rows) {
    Set<String> ids = new HashSet<>();
    rows.forEach(row -> ids.add(text(row, ASKED)));
    return ids;
  }

  private static boolean isWhole(Map<String, @Nullable Object> row) {
    return text(row, "job").equals(OpsTables.WHOLE_RUN);
  }

  private static Duration took(Map<String, @Nullable Object> row) {
    Optional<Instant> from = time(row, "started_at");
    Optional<Instant> until = time(row, "finished_at");
    return from.isPresent() && until.isPresent()
        ? Duration.between(from.get(), until.get())
        : Duration.ZERO;
  }

  private static String text(Map<String, @Nullable Object> row, String name) {
    return row.get(name) instanceof String text ? text : "";
  }

  private static long number(Map<String, @Nullable Object> row, String name) {
    return row.get(name) instanceof Long number ? number : 0;
  }

  private static boolean truth(Map<String, @Nullable Object> row, String name) {
    return row.get(name) instanceof Boolean truth && truth;
  }

  private static LocalDate date(Map<String, @Nullable Object> row) {
    return row.get("as_of") instanceof LocalDate date ? date : LocalDate.EPOCH;
  }

  private static Optional<Instant> time(Map<String, @Nullable Object> row, String name) {
    return row.get(name) instanceof Instant time ? Optional.of(time) : Optional.empty();
  }
}
