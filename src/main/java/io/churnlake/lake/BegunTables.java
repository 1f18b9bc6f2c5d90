package io.churnlake.lake;

import io.churnlake.table.BronzeOrderHeaders;
import io.churnlake.table.BronzeOrderLines;
import io.churnlake.table.BronzeRejected;
import io.churnlake.table.NightCalendar;
import io.churnlake.table.OpsTables;
import io.churnlake.table.PrivacyTables;
import io.churnlake.table.Table;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tables whose folder has no version. A run that is killed before the first commit of a table
 * leaves it so; then nobody knows of the table, and it is as if it were not there. Where anything
 * says that the table had rows, its log was lost, which is a damage.
 */
final class BegunTables {
  /** A lake's first tables, in the order of their first commits. */
  private static final List<Table> FIRST = List.of(OpsTables.RUNS, OpsTables.LAKE, OpsTables.LOADS);

  /** Of a load that was committed they have rows. */
  private static final Set<Table> OF_LOADS =
      Set.of(
          BronzeOrderLines.TABLE, BronzeOrderHeaders.TABLE, BronzeRejected.TABLE, OpsTables.FILES);

  /** They tell of changes that are made to other tables after them. */
  private static final Set<Table> OF_CHANGES =
      Set.of(
          PrivacyTables.FORGET_REQUESTS,
          PrivacyTables.FORGOTTEN,
          PrivacyTables.CUSTOMER_MERGES,
          PrivacyTables.KEY_ROTATIONS);

  private final Lake lake;
  private final Map<Table, TableLog> logs;
  private final Publication newest;

  private BegunTables(Lake lake, Map<Table, TableLog> logs) {
    this.lake = lake;
    this.logs = logs;
    this.newest = new Publications(lake).newest();
  }

  /** Takes them out, if it can be known which they are. */
  static void leaveOut(Lake lake, Map<Table, TableLog> logs) {
    if (logs.values().stream().noneMatch(BegunTables::hasNone) || hasLostPublications(lake, logs)) {
      return;
    }
    BegunTables begun = new BegunTables(lake, logs);
    Set<Table> found = new HashSet<>();
    logs.forEach(
        (table, log) -> {
          if (hasNone(log) && begun.isUnknown(table)) {
            found.add(table);
          }
        });
    logs.keySet().removeAll(found);
  }

  private static boolean hasNone(TableLog log) {
    return log.newest() < 0;
  }

  /** Whether it cannot be read what was published, or the runs do not say that nothing was. */
  private static boolean hasLostPublications(Lake lake, Map<Table, TableLog> logs) {
    TableLog log = logs.get(OpsTables.PUBLISHED);
    return log != null
        && log.fault().isPresent()
        && !(hasNone(log)
            && RunNote.newest(lake).filter(run -> run.publication() == 0).isPresent());
  }

  private boolean isUnknown(Table table) {
    String name = table.fullName();
    if (newest.tables().containsKey(name) || newest.visible().containsKey(name)) {
      return false;
    }
    if (FIRST.contains(table)) {
      Set<Table> before = Set.copyOf(FIRST.subList(0, FIRST.indexOf(table)));
      return logs.entrySet().stream()
          .allMatch(each -> hasNone(each.getValue()) || before.contains(each.getKey()));
    }
    if (OF_LOADS.contains(table)) {
      return new Loads(lake).lastCommitted() <= publishedLoad();
    }
    return !OF_CHANGES.contains(table) || !isAnyChanged();
  }

  /** The newest load of the newest publication; no load is under way then. */
  private long publishedLoad() {
    Long version = newest.tables().get(OpsTables.LOADS.fullName());
    return version == null ? 0 : Loads.noted(lake, version).orElse(0);
  }

  /** Whether tables other than accounts have changed since the newest publication. */
  private boolean isAnyChanged() {
    return logs.entrySet().stream()
        .filter(each -> !each.getKey().area().equals("ops"))
        .filter(each -> !each.getKey().equals(NightCalendar.TABLE))
        .anyMatch(
            each ->
                each.getValue().newest()
                    != newest.tables().getOrDefault(each.getKey().fullName(), -1L));
  }
}
