package io.churnlake.upkeep;

import io.churnlake.config.UpkeepSettings;
import io.churnlake.lake.CalendarRows;
import io.churnlake.lake.Lake;
import io.churnlake.lake.Publications;
import io.churnlake.lake.TableUpkeep;
import io.churnlake.lake.Unneeded;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Keeps a lake small. First come commits that change no row which anybody needs, then a publication
 * of the same content, and only then is anything removed: by then no reader and no run looks for a
 * version older than the newest. So it may be killed at any moment, and the next one goes on.
 */
public final class Upkeep {
  private final Lake lake;
  private final UpkeepSettings settings;

  public Upkeep(Lake lake, UpkeepSettings settings) {
    this.lake = lake;
    this.settings = settings;
  }

  /**
   * What there is to do; nothing is changed. Files that are put together and slices that are
   * dropped lie there until no kept version has them.
   */
  public UpkeepWork plan(Instant now) {
    Map<String, Long> published = new Publications(lake).current();
    List<TableUpkeep> tables = TableUpkeep.of(lake);
    NavigableSet<LocalDate> dates = oldDates(tables);
    List<TableWork> work = new ArrayList<>();
    for (TableUpkeep table : tables) {
      Optional<String> leftAlone = table.leftAlone(published);
      work.add(
          leftAlone.isPresent()
              ? TableWork.none(name(table), leftAlone.get())
              : new TableWork(
                  name(table),
                  slices(table, dates).size(),
                  small(table, dates).values().stream().mapToLong(files -> files).sum(),
                  table.unneeded(now.minus(settings.timeTravel())),
                  ""));
    }
    return new UpkeepWork(dates, work);
  }

  /** Does it, under the lake's lock; the same content is published again. */
  public UpkeepWork apply(String runId, Clock clock) {
    Publications publications = new Publications(lake);
    publications.publishSameAgain(runId, clock.instant());
    Map<String, Long> before = publications.current();
    List<TableUpkeep> tables =
        TableUpkeep.of(lake).stream().filter(table -> table.leftAlone(before).isEmpty()).toList();
    NavigableSet<LocalDate> dates = oldDates(tables);
    // First, so that nobody who opens tables by their path is pointed to slices that are gone.
    if (!dates.isEmpty()) {
      CalendarRows.drop(lake, dates);
    }
    List<TableWork> rewritten = tables.stream().map(table -> dropAndCompact(table, dates)).toList();
    publications.publishSameAgain(runId, clock.instant());
    Map<String, Long> published = publications.current();
    List<TableWork> work = new ArrayList<>();
    for (int i = 0; i < tables.size(); i++) {
      TableWork done = rewritten.get(i);
      work.add(
          new TableWork(
              done.table(),
              done.slices(),
              done.smallFiles(),
              removed(tables.get(i), published, clock.instant()),
              ""));
    }
    return new UpkeepWork(dates, work);
  }

  private TableWork dropAndCompact(TableUpkeep table, NavigableSet<LocalDate> dates) {
    NavigableSet<LocalDate> slices = slices(table, dates);
    if (!slices.isEmpty()) {
      table.dropSlices(slices);
    }
    Map<String, Long> small = small(table, new TreeSet<>());
    if (!small.isEmpty()) {
      table.compact(settings.smallFileBytes(), small.keySet());
    }
    return new TableWork(
        name(table),
        slices.size(),
        small.values().stream().mapToLong(files -> files).sum(),
        Unneeded.NOTHING,
        "");
  }

  private Unneeded removed(TableUpkeep table, Map<String, Long> published, Instant now) {
    if (!table.isSeenAsItIs(published)) {
      return Unneeded.NOTHING;
    }
    Unneeded unneeded = table.unneeded(now.minus(settings.timeTravel()));
    if (unneeded.files() > 0) {
      table.vacuum(settings.timeTravel());
    }
    if (unneeded.logFiles() > 0) {
      table.shortenLog(settings.timeTravel());
    }
    return unneeded;
  }

  private NavigableSet<LocalDate> oldDates(List<TableUpkeep> tables) {
    return OldSlices.of(lake, settings, tables.stream().map(TableUpkeep::table).toList());
  }

  private NavigableSet<LocalDate> slices(TableUpkeep table, NavigableSet<LocalDate> dates) {
    if (dates.isEmpty() || !OldSlices.areOf(table.table())) {
      return new TreeSet<>();
    }
    NavigableSet<LocalDate> slices = lake.slices(table.table());
    slices.retainAll(dates);
    return slices;
  }

  /** The small files that are worth it, slice by slice, without slices that go anyway. */
  private Map<String, Long> small(TableUpkeep table, NavigableSet<LocalDate> without) {
    Map<String, Long> small = table.smallFiles(settings.smallFileBytes());
    small.values().removeIf(files -> files < settings.leastSmallFiles());
    if (OldSlices.areOf(table.table())) {
      without.forEach(date -> small.remove(date.toString()));
    }
    return small;
  }

  private static String name(TableUpkeep table) {
    return table.table().fullName();
  }
}
