package io.churnlake.run;

import io.churnlake.lake.LogTables;
import io.churnlake.step.RunStatus;
import io.churnlake.table.NightCalendar;
import io.churnlake.table.OpsTables;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the lake tells of nights that were, without Spark: which date is done, what had failed. */
public final class NightsBefore {
  private static final String ID = OpsTables.RUN_ID;
  private static final String STATUS = "status";
  private static final String STARTED = "started_at";
  private static final String MESSAGE = "message";
  private static final Set<String> ENDS = Set.of(RunStatus.DONE, RunStatus.FAILED, RunStatus.DIED);

  private final LogTables tables;

  public NightsBefore(LogTables tables) {
    this.tables = tables;
  }

  /**
   * The newest date of which readers see a whole night; empty if there is none.
   *
   * <p>A run that died between its last table and its publication has left its date in
   * gold.calendar, with a publication that never came.
   */
  public Optional<LocalDate> newestWhole() {
    long published =
        tables
            .newestRows(OpsTables.PUBLISHED, List.of(NightCalendar.PUBLICATION_ID), List::isEmpty)
            .stream()
            .mapToLong(row -> number(row, NightCalendar.PUBLICATION_ID))
            .max()
            .orElse(0);
    return tables
        .newestRows(
            NightCalendar.TABLE,
            List.of(
                NightCalendar.AS_OF,
                NightCalendar.IS_WHOLE,
                NightCalendar.IS_CHANGING,
                NightCalendar.PUBLICATION_ID),
            read -> true)
        .stream()
        .filter(row -> truth(row, NightCalendar.IS_WHOLE) && !truth(row, NightCalendar.IS_CHANGING))
        .filter(row -> number(row, NightCalendar.PUBLICATION_ID) <= published)
        .flatMap(
            row ->
                row.get(NightCalendar.AS_OF) instanceof LocalDate date
                    ? Stream.of(date)
                    : Stream.empty())
        .max(LocalDate::compareTo);
  }

  /**
   * Whether the night before a run failed or died. Parts of a night that ended well say nothing,
   * and neither do runs of one step.
   *
   * @param runId a run that has ended
   * @return the run that failed; empty if the night before went well, or there was none
   */
  public Optional<String> failedBefore(String runId) {
    List<Map<String, @Nullable Object>> rows =
        tables.newestRows(
            OpsTables.RUNS,
            List.of(ID, "job", STATUS, STARTED, MESSAGE),
            read -> newestEnd(read, runId).isEmpty());
    return newestEnd(rows, runId)
        .filter(end -> !text(end, STATUS).equals(RunStatus.DONE))
        .map(end -> text(end, ID));
  }

  /** The end of the night that began last among those that began before the run. */
  private static Optional<Map<String, @Nullable Object>> newestEnd(
      List<Map<String, @Nullable Object>> rows, String runId) {
    Map<String, Instant> nights = new HashMap<>();
    Optional<Instant> own = Optional.empty();
    for (Map<String, @Nullable Object> row : rows) {
      if (isWhole(row)
          && text(row, STATUS).equals(RunStatus.BEGUN)
          && row.get(STARTED) instanceof Instant at) {
        if (text(row, ID).equals(runId)) {
          own = Optional.of(at);
        } else if (RunAccounts.isOfSeveralSteps(text(row, MESSAGE))) {
          nights.put(text(row, ID), at);
        }
      }
    }
    // Without its own beginning, which is older than what was read, none is before it.
    Instant before = own.orElse(Instant.MIN);
    nights.values().removeIf(at -> !at.isBefore(before));
    return rows.stream()
        .filter(row -> isWhole(row) && ENDS.contains(text(row, STATUS)))
        .filter(row -> nights.containsKey(text(row, ID)))
        .max(Comparator.comparing(row -> nights.getOrDefault(text(row, ID), Instant.MIN)));
  }

  private static boolean isWhole(Map<String, @Nullable Object> row) {
    return text(row, "job").equals(OpsTables.WHOLE_RUN);
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
}
