package io.churnlake.run;

import io.churnlake.lake.Lake;
import io.churnlake.lake.RunNote;
import io.churnlake.step.Hashes;
import io.churnlake.step.Job;
import io.churnlake.step.JobContext;
import io.churnlake.table.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Tells whether a step would write again what it has left: whether as_of, the settings, the program
 * and the tables that it reads and writes are those of the run that it was last part of. The runs
 * keep the fingerprints of all that in the notes of ops.runs. Steps may ask at the same time.
 */
public final class Fingerprints {
  private final JobContext context;
  private final String program;
  private final Map<String, RunNote.Step> before;
  private final Map<String, RunNote.Step> now;

  /** What each step that has begun reads, by the names of the tables. */
  private final Map<String, Map<String, Long>> read = new HashMap<>();

  /** Of the tables that steps have been asked for; no one but the steps changes them meanwhile. */
  private final Map<Table, Optional<String>> states = new HashMap<>();

  private Fingerprints(JobContext context, String program, Map<String, RunNote.Step> before) {
    this.context = context;
    this.program = program;
    this.before = before;
    this.now = new TreeMap<>(before);
  }

  /**
   * Those that the runs before have left.
   *
   * @param program tells programs apart that may compute other numbers
   */
  public static Fingerprints of(JobContext context, String program) {
    return of(context, program, Resumption.none());
  }

  /** The same, with those that a run has left which did not publish. */
  public static Fingerprints of(JobContext context, String program, Resumption resumption) {
    Map<String, RunNote.Step> before =
        new TreeMap<>(RunNote.newest(context.lake()).map(RunNote::steps).orElseGet(Map::of));
    before.putAll(resumption.steps());
    return new Fingerprints(context, program, before);
  }

  /** Those of the runs before. */
  Map<String, RunNote.Step> before() {
    return before;
  }

  /** Those of the runs before and of the steps that have run since. */
  synchronized Map<String, RunNote.Step> now() {
    return new TreeMap<>(now);
  }

  /** The run that left what the step would write again; empty if the step has something to do. */
  public synchronized Optional<String> unchangedSince(Job step) {
    RunNote.Step last = before.get(step.name());
    return last != null && of(step).equals(Optional.of(last.fingerprint()))
        ? Optional.of(last.runId())
        : Optional.empty();
  }

  /** Whether the step would now leave what there is; true if it has to look for that itself. */
  synchronized boolean hasNothingToDo(Job step) {
    RunNote.Step last = now.get(step.name());
    return !step.followsFromTables()
        || (last != null && of(step).equals(Optional.of(last.fingerprint())));
  }

  /** The step begins to run: the tables are the ones that it will read. */
  synchronized void begins(Job step) {
    Map<String, Long> versions = new TreeMap<>();
    for (Table table : step.reads()) {
      states
          .computeIfAbsent(table, context.lake()::state)
          .flatMap(Fingerprints::version)
          .ifPresent(version -> versions.put(table.fullName(), version));
    }
    read.put(step.name(), versions);
  }

  /** The versions of the tables that the step has read; none before it begins. */
  synchronized Map<String, Long> readBy(Job step) {
    return read.getOrDefault(step.name(), Map.of());
  }

  /** Empty for a table that is not there. */
  private static Optional<Long> version(String state) {
    String number = state.replaceFirst(" .*", "");
    return number.chars().allMatch(Character::isDigit)
        ? Optional.of(Long.parseLong(number))
        : Optional.empty();
  }

  /** The step has run, and its tables may be others than before. */
  synchronized void ran(Job step) {
    if (step.followsFromTables()) {
      step.writes().forEach(states::remove);
    } else {
      // It may have written others than it says.
      states.clear();
    }
    now.remove(step.name());
    of(step).ifPresent(made -> now.put(step.name(), new RunNote.Step(context.runId(), made)));
  }

  /** Empty for a step that looks at more than tables, or whose tables do not say what they are. */
  private Optional<String> of(Job step) {
    if (!step.followsFromTables()) {
      return Optional.empty();
    }
    Lake lake = context.lake();
    List<String> parts =
        new ArrayList<>(
            List.of(
                step.name(),
                context.asOf().toString(),
                context.configuration().canonical(),
                program,
                lake.spark().version()));
    for (List<Table> tables : List.of(step.reads(), step.writes())) {
      for (Table table : tables) {
        Optional<String> state = states.computeIfAbsent(table, lake::state);
        if (state.isEmpty()) {
          return Optional.empty();
        }
        parts.add(table.fullName() + " " + state.get());
      }
    }
    return Optional.of(Hashes.sha256(String.join("\0", parts)));
  }
}
