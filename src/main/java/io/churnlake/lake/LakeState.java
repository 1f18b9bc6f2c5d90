package io.churnlake.lake;

import io.churnlake.error.Errors;
import io.churnlake.table.BronzeOrderLines;
import io.churnlake.table.OpsTables;
import io.churnlake.table.Table;
import io.churnlake.table.Tables;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Whether a lake is what its own accounts say. State that is missing, or older than what speaks of
 * it, is never taken for "nothing yet": a run on it would restore tables to nothing, or load lines
 * a second time. Only names and last commits are looked at; {@link DataFiles} looks for the data.
 */
public final class LakeState {
  private static final String PUBLICATIONS_GONE = "it is gone, though runs have published";

  private LakeState() {}

  /**
   * Something that is not as it was.
   *
   * @param table the table concerned
   * @param kind what is wrong
   * @param told the same in words
   */
  public record Damage(Table table, Kind kind, String told) {
    @Override
    public String toString() {
      return table.fullName() + ": " + told;
    }
  }

  /** What can be wrong with a table. */
  public enum Kind {
    /** Nothing lies where accounts say that the table is. */
    GONE,
    /** Its newest version is older than one that accounts speak of. */
    OLDER,
    /** The version that readers see cannot be put together any more. */
    VERSION_GONE,
    /** Its log cannot be read at all. */
    NO_LOG,
    /** The last commit is there in part. */
    CUT_COMMIT,
    /** Files of data are not there. */
    FILES_MISSING
  }

  /**
   * Refuses a lake that is not whole; nothing is changed.
   *
   * @throws io.churnlake.error.UserException naming what is wrong, and how to recover
   */
  public static void mustBeWhole(Lake lake) {
    List<Damage> damages = damages(lake);
    if (!damages.isEmpty()) {
      throw Errors.lakeDamaged(lake.root(), damages.stream().map(Damage::toString).toList());
    }
  }

  /**
   * Refuses a lake of which it cannot be known what readers see.
   *
   * @throws io.churnlake.error.UserException naming what is wrong, and how to recover
   */
  static void mustBePublished(Lake lake) {
    Optional<TableLog> log =
        TableLog.of(lake, OpsTables.PUBLISHED).filter(found -> found.newest() >= 0);
    Optional<String> told =
        log.isPresent()
            ? log.get().fault().map(TableLog.Fault::told)
            : RunNote.newest(lake)
                .filter(run -> run.publication() > 0)
                .map(run -> PUBLICATIONS_GONE);
    told.ifPresent(what -> refuse(lake, OpsTables.PUBLISHED, what));
  }

  /**
   * Refuses a table that readers could not open at its published version.
   *
   * @param published the version of each visible table
   * @throws io.churnlake.error.UserException naming what is wrong, and how to recover
   */
  static void mustBeReadable(Lake lake, Table table, Map<String, Long> published) {
    Optional<TableLog> log = TableLog.of(lake, table);
    long wanted = published.getOrDefault(table.fullName(), log.map(TableLog::newest).orElse(0L));
    if (log.isEmpty()) {
      refuse(lake, table, "it is gone");
    } else if (log.get().fault().isPresent()) {
      refuse(lake, table, log.get().fault().get().told());
    } else if (log.get().newest() < wanted) {
      refuse(lake, table, older(log.get(), wanted));
    } else if (!isThere(log.get(), wanted)) {
      refuse(lake, table, unreadable(wanted));
    }
  }

  private static void refuse(Lake lake, Table table, String told) {
    throw Errors.lakeDamaged(lake.root(), List.of(table.fullName() + ": " + told));
  }

  /** All that is wrong, as far as names and last commits tell; empty where there is no lake. */
  public static List<Damage> damages(Lake lake) {
    Map<Table, TableLog> logs = lake.logs();
    BegunTables.leaveOut(lake, logs);
    List<Damage> found = new ArrayList<>();
    logs.forEach((table, log) -> log.fault().ifPresent(fault -> found.add(damage(table, fault))));
    Map<Table, Damage> accounts = accounts(logs);
    found.addAll(accounts.values());
    boolean hasAccounts =
        logs.containsKey(OpsTables.RUNS) && logs.get(OpsTables.RUNS).fault().isEmpty();
    Optional<RunNote> run = hasAccounts ? RunNote.newest(lake) : Optional.empty();
    if (!logs.containsKey(OpsTables.PUBLISHED)) {
      // Of an older program's runs it is not known whether they published.
      boolean mayHavePublished =
          run.map(note -> note.publication() > 0).orElse(hasOthers(logs) || hasAccounts);
      if (mayHavePublished) {
        found.add(gone(OpsTables.PUBLISHED, PUBLICATIONS_GONE));
      }
    } else if (logs.get(OpsTables.PUBLISHED).fault().isEmpty()) {
      Publication newest = new Publications(lake).newest();
      long known = run.map(RunNote::publication).orElse(0L);
      if (newest.id() < known) {
        found.add(
            new Damage(
                OpsTables.PUBLISHED,
                Kind.OLDER,
                "its newest publication is " + newest.id() + ", and runs have made " + known));
      } else {
        found.addAll(behind(logs, newest));
      }
    }
    found.addAll(unknownLoads(lake, logs));
    if (found.isEmpty() && run.isPresent() && run.get().state() == RunNote.State.ENDED) {
      found.addAll(unexplained(lake));
    }
    return List.copyOf(found);
  }

  /** Lines of a load that ops.loads does not know would be read as if it had been committed. */
  private static List<Damage> unknownLoads(Lake lake, Map<Table, TableLog> logs) {
    TableLog lines = logs.get(BronzeOrderLines.TABLE);
    if (lines == null || lines.fault().isPresent()) {
      return List.of();
    }
    if (!logs.containsKey(OpsTables.LOADS)) {
      return List.of(gone(OpsTables.LOADS, "it is gone, though bronze.order_lines is there"));
    }
    if (logs.get(OpsTables.LOADS).fault().isPresent()) {
      return List.of();
    }
    OptionalLong known = Loads.noted(lake);
    OptionalLong loaded = CommitFile.transaction(lake, BronzeOrderLines.TABLE, lines.newest());
    return known.isPresent() && loaded.isPresent() && loaded.getAsLong() > known.getAsLong()
        ? List.of(
            new Damage(
                OpsTables.LOADS,
                Kind.OLDER,
                "its newest load is "
                    + known.getAsLong()
                    + ", and bronze.order_lines has load "
                    + loaded.getAsLong()))
        : List.of();
  }

  /** A run that ended leaves nothing unpublished: then the accounts are older than the tables. */
  private static List<Damage> unexplained(Lake lake) {
    List<String> newer =
        new Publications(lake)
            .unpublished().stream().filter(lake::wasWrittenLast).map(Table::fullName).toList();
    return newer.isEmpty()
        ? List.of()
        : List.of(
            new Damage(
                OpsTables.PUBLISHED,
                Kind.OLDER,
                String.join(", ", newer) + " are newer than it, though no run is open"));
  }

  private static boolean hasOthers(Map<Table, TableLog> logs) {
    return logs.keySet().stream()
        .anyMatch(table -> !table.equals(OpsTables.LAKE) && !table.equals(OpsTables.RUNS));
  }

  /** A lake's first commits are to ops.runs and ops.lake, in this order. */
  private static Map<Table, Damage> accounts(Map<Table, TableLog> logs) {
    Map<Table, Damage> gone = new HashMap<>();
    boolean hasOthers = hasOthers(logs);
    if (hasOthers && !logs.containsKey(OpsTables.LAKE)) {
      gone.put(
          OpsTables.LAKE,
          gone(OpsTables.LAKE, "it is gone, so that the lake's shop and key are not known"));
    }
    if (hasOthers && !logs.containsKey(OpsTables.RUNS)) {
      gone.put(OpsTables.RUNS, gone(OpsTables.RUNS, "it is gone, though other tables are there"));
    }
    return gone;
  }

  private static List<Damage> behind(Map<Table, TableLog> logs, Publication newest) {
    Map<String, Long> known = new HashMap<>(newest.visible());
    newest.tables().forEach((table, version) -> known.merge(table, version, Math::max));
    List<Damage> found = new ArrayList<>();
    for (Table table : Tables.all()) {
      Long version = known.get(table.fullName());
      Long seen = newest.visible().get(table.fullName());
      TableLog log = logs.get(table);
      if (seen != null && log != null && log.newest() >= seen && !isThere(log, seen)) {
        found.add(new Damage(table, Kind.VERSION_GONE, unreadable(seen)));
      }
      if (version == null || (log != null && log.newest() >= version)) {
        continue;
      }
      if (log == null) {
        found.add(gone(table, "it is gone; runs know it at version " + version));
      } else if (log.fault().isEmpty()) {
        found.add(new Damage(table, Kind.OLDER, older(log, version)));
      }
    }
    return found;
  }

  private static String older(TableLog log, long known) {
    return "its newest version is " + log.newest() + ", and runs know version " + known;
  }

  private static boolean isThere(TableLog log, long version) {
    return log.fault().isPresent() || log.hasVersion(version);
  }

  private static String unreadable(long version) {
    return "version " + version + ", which readers see, cannot be read any more";
  }

  private static Damage gone(Table table, String told) {
    return new Damage(table, Kind.GONE, told);
  }

  private static Damage damage(Table table, TableLog.Fault fault) {
    Kind kind = fault.kind() == TableLog.Fault.Kind.CUT_COMMIT ? Kind.CUT_COMMIT : Kind.NO_LOG;
    return new Damage(table, kind, fault.told());
  }
}
