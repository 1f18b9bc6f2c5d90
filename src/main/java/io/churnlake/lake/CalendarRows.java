package io.churnlake.lake;

import io.churnlake.table.Layout;
import io.churnlake.table.NightCalendar;
import io.churnlake.table.Table;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/**
 * Keeps gold.calendar for one run: says which dates change before the first of their slices does,
 * and which is current when all of them stand. Under the lake's lock nobody else writes it.
 */
public final class CalendarRows {
  private static final String PUBLISHED = "published";
  private static final String CHANGING = "changing";
  private static final String NOT_WHOLE = "published, some dates not whole";

  private final Lake lake;
  private final Optional<LocalDate> only;
  private final NavigableMap<LocalDate, Entry> rows = new TreeMap<>();
  private boolean isRead;
  private boolean isSaid;

  /**
   * One row, but for is_current, which follows from all of them.
   *
   * @param missing steps that have not run for the date
   */
  private record Entry(
      boolean changing, Set<String> missing, long publication, String runId, Instant at) {
    Entry as(boolean isChanging) {
      return new Entry(isChanging, missing, publication, runId, at);
    }
  }

  private CalendarRows(Lake lake, Optional<LocalDate> only) {
    this.lake = lake;
    this.only = only;
  }

  /** For a run that makes slices of one date. */
  public static CalendarRows of(Lake lake, LocalDate asOf) {
    return new CalendarRows(lake, Optional.of(asOf));
  }

  /** For a run that may change slices of all dates, such as for a new key. */
  public static CalendarRows ofAllDates(Lake lake) {
    return new CalendarRows(lake, Optional.empty());
  }

  /**
   * To be told before each change of a table. Before the first one that touches a date of the
   * calendar, the date stops being current, in a commit of its own.
   */
  public synchronized void changing(Table table) {
    boolean touches =
        table.area().equals("gold")
            && !table.equals(NightCalendar.TABLE)
            && (only.isEmpty() || table.layout() == Layout.SLICED);
    if (!touches || isSaid) {
      return;
    }
    isSaid = true;
    read();
    Collection<LocalDate> dates = only.map(Set::of).orElseGet(() -> Set.copyOf(rows.keySet()));
    boolean news = false;
    for (LocalDate date : dates) {
      Entry entry = rows.get(date);
      if (entry != null && !entry.changing()) {
        rows.put(date, entry.as(true));
        news = true;
      }
    }
    if (news) {
      write(CHANGING);
    }
  }

  /** Whether a date was said to be changing, so that the calendar has to be written again. */
  public synchronized boolean isSaid() {
    return isRead && rows.values().stream().anyMatch(Entry::changing);
  }

  /**
   * Whether the date is not said yet to have what these steps made. Where all dates are whole, the
   * last commit says so, and nothing is read.
   *
   * @param isNight these are all that a night has
   */
  public synchronized boolean lacks(LocalDate asOf, Collection<String> steps, boolean isNight) {
    if (!lake.exists(NightCalendar.TABLE)) {
      return true;
    }
    if (isNight && lake.note(NightCalendar.TABLE).equals(PUBLISHED)) {
      return false;
    }
    read();
    Entry entry = rows.get(asOf);
    return entry == null || steps.stream().anyMatch(entry.missing()::contains);
  }

  /**
   * All slices stand: nothing is changing, and the run's date has what its steps made.
   *
   * @param steps that have run
   * @param all those of a night
   */
  public synchronized void published(
      LocalDate asOf,
      Collection<String> steps,
      Collection<String> all,
      long publication,
      String runId,
      Instant at) {
    read();
    Entry before = rows.get(asOf);
    Set<String> missing = new TreeSet<>(before == null ? all : before.missing());
    missing.removeAll(steps);
    rows.put(asOf, new Entry(false, missing, publication, runId, at));
    settled();
  }

  /** All slices stand, and no date has new ones. */
  public synchronized void settled() {
    read();
    rows.replaceAll((date, entry) -> entry.as(false));
    boolean isWhole = rows.values().stream().allMatch(entry -> entry.missing().isEmpty());
    write(isWhole ? PUBLISHED : NOT_WHOLE);
  }

  /** No date can be relied on any more; the next night begins anew. */
  static void empty(Lake lake) {
    lake.replaceByFew(NightCalendar.TABLE, List.of(), PUBLISHED);
  }

  /** The date that is current for readers by path; empty if none is. */
  public static Optional<LocalDate> current(Lake lake) {
    CalendarRows calendar = ofAllDates(lake);
    calendar.read();
    return calendar.currentDate();
  }

  /**
   * Upkeep will drop the slices of these dates: the calendar has them no more. Nothing is restored
   * after this; where upkeep is killed, slices of dates are left that the calendar does not name.
   */
  public static void drop(Lake lake, Set<LocalDate> dates) {
    CalendarRows calendar = ofAllDates(lake);
    calendar.read();
    if (!calendar.rows.keySet().removeAll(dates)) {
      return;
    }
    UpkeepNote note = UpkeepNote.next(lake, NightCalendar.TABLE);
    if (!note.note().equals(CHANGING)) {
      boolean isWhole =
          calendar.rows.values().stream().allMatch(entry -> entry.missing().isEmpty());
      note = note.with(isWhole ? PUBLISHED : NOT_WHOLE);
    }
    calendar.write(note.text());
  }

  /**
   * Whether the newest content must go before slices do: the other one says what changes, and stays
   * until nothing does.
   */
  static boolean goesFirst(Lake lake) {
    return !lake.note(NightCalendar.TABLE).equals(CHANGING);
  }

  private void read() {
    if (isRead) {
      return;
    }
    isRead = true;
    if (!lake.exists(NightCalendar.TABLE)) {
      return;
    }
    for (Row row : lake.read(NightCalendar.TABLE).collectAsList()) {
      rows.put(
          row.<Date>getAs(NightCalendar.AS_OF).toLocalDate(),
          new Entry(
              row.<Boolean>getAs(NightCalendar.IS_CHANGING),
              steps(row.getAs(NightCalendar.MISSING_STEPS)),
              row.<Long>getAs(NightCalendar.PUBLICATION_ID),
              row.getAs(NightCalendar.RUN_ID),
              row.<Timestamp>getAs(NightCalendar.PUBLISHED_AT).toInstant()));
    }
  }

  private static Set<String> steps(@Nullable String missing) {
    return missing == null ? Set.of() : Set.of(missing.split(", ", -1));
  }

  private Optional<LocalDate> currentDate() {
    return rows.descendingMap().entrySet().stream()
        .filter(row -> row.getValue().missing().isEmpty() && !row.getValue().changing())
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private void write(String note) {
    Optional<LocalDate> current = currentDate();
    List<Row> written = new ArrayList<>();
    for (Map.Entry<LocalDate, Entry> row : rows.entrySet()) {
      Entry entry = row.getValue();
      Set<String> missing = entry.missing();
      written.add(
          RowFactory.create(
              Date.valueOf(row.getKey()),
              current.equals(Optional.of(row.getKey())),
              missing.isEmpty(),
              entry.changing(),
              missing.isEmpty() ? null : String.join(", ", new TreeSet<>(missing)),
              entry.publication(),
              entry.runId(),
              Timestamp.from(entry.at())));
    }
    lake.replaceByFew(NightCalendar.TABLE, written, note);
  }
}
