package io.churnlake.run;

import io.churnlake.lake.Lake;
import io.churnlake.lake.RunNote;
import io.churnlake.step.JobContext;
import io.churnlake.table.NightCalendar;
import io.churnlake.table.Table;
import io.churnlake.table.Tables;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the run before has left unpublished and can be gone on with: the tables of the steps that
 * came to their end in it, as far as nobody has written them since. Whether a step has to run
 * nevertheless, its fingerprint tells.
 *
 * @param runId the run before; empty if there is nothing to go on with
 * @param steps the fingerprints that its steps have left
 * @param tables the state of each table that its finished steps have left, by full name
 */
public record Resumption(
    String runId, Map<String, RunNote.Step> steps, Map<String, String> tables) {

  static Resumption none() {
    return new Resumption("", Map.of(), Map.of());
  }

  /** What there is for this date; none after a run that published, or one that was killed. */
  public static Resumption of(JobContext context) {
    return RunNote.newest(context.lake())
        .filter(note -> note.state() == RunNote.State.FAILED)
        .filter(note -> note.halfway().asOf().equals(context.asOf().toString()))
        .map(
            note ->
                new Resumption(
                    note.runId(),
                    note.halfway().steps(),
                    stillSo(context.lake(), note.halfway().tables())))
        .orElseGet(Resumption::none);
  }

  public boolean exists() {
    return !runId.isEmpty();
  }

  private static Map<String, String> stillSo(Lake lake, Map<String, String> tables) {
    return tables.entrySet().stream()
        .filter(
            entry ->
                Tables.find(entry.getKey())
                    .flatMap(lake::state)
                    .equals(Optional.of(entry.getValue())))
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /**
   * Those of the unpublished tables that are not gone on with. The calendar says that slices of the
   * date are changing: as long as one is kept, that stays true.
   */
  List<Table> withoutKept(List<Table> unpublished) {
    return unpublished.stream()
        .filter(table -> !tables.containsKey(table.fullName()))
        .filter(table -> tables.isEmpty() || !table.equals(NightCalendar.TABLE))
        .toList();
  }
}
