package io.churnlake.lake;

import io.churnlake.table.Layout;
import io.churnlake.table.NightCalendar;
import io.churnlake.table.OpsTables;
import io.churnlake.table.Table;
import io.churnlake.table.Tables;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;

/**
 * What readers see. A run writes its tables one by one, and one commit to ops.published at its end
 * makes all of their new versions visible together.
 */
public final class Publications {
  /** Version of a table that readers see no more. */
  static final long GONE = -1;

  private final Lake lake;

  public Publications(Lake lake) {
    this.lake = lake;
  }

  /**
   * Makes these versions visible in one commit; those of other tables stay.
   *
   * @return the publication's id
   */
  public long publish(String runId, LocalDate asOf, Map<String, Long> versions, Instant at) {
    Publication before = newest();
    long id = nextId();
    List<Row> rows = new ArrayList<>();
    versions.forEach(
        (table, version) ->
            rows.add(
                RowFactory.create(
                    id, runId, java.sql.Date.valueOf(asOf), table, version, Timestamp.from(at))));
    Map<String, Long> visible = new TreeMap<>(before.visible());
    visible.putAll(versions);
    visible.values().removeIf(version -> version == GONE);
    Map<String, Long> tables = new TreeMap<>();
    lake.logs()
        .forEach(
            (table, log) -> {
              // Their own newest versions are those of this commit and the one that tells of it.
              if (!table.equals(OpsTables.PUBLISHED) && !table.equals(OpsTables.RUNS)) {
                tables.put(table.fullName(), log.newest());
              }
            });
    lake.append(OpsTables.PUBLISHED, rows, new Publication(id, visible, tables).note());
    return id;
  }

  /** The id that the next publication will have. */
  public long nextId() {
    // Runs may know of more publications than a damaged table has left.
    long known = RunNote.newest(lake).map(RunNote::publication).orElse(0L);
    return Math.max(lastId(), known) + 1;
  }

  /** The visible version of each table that was ever published, by full name. */
  public Map<String, Long> current() {
    return newest().visible();
  }

  /** Id of the newest publication; 0 if there was none. */
  public long lastId() {
    return newest().id();
  }

  /** The newest publication: as its commit notes, or else as the table says. */
  Publication newest() {
    if (!lake.exists(OpsTables.PUBLISHED)) {
      return Publication.NONE;
    }
    return Publication.of(lake.note(OpsTables.PUBLISHED)).orElseGet(this::ofAllRows);
  }

  private Publication ofAllRows() {
    Map<String, Long> visible = new LinkedHashMap<>();
    long last = 0;
    for (Row row :
        lake.read(OpsTables.PUBLISHED)
            .groupBy("table_name")
            .agg(
                functions.max_by(functions.col("version"), functions.col("publication_id")),
                functions.max("publication_id"))
            .orderBy("table_name")
            .collectAsList()) {
      visible.put(row.getString(0), row.getLong(1));
      last = Math.max(last, row.getLong(2));
    }
    visible.values().removeIf(version -> version == GONE);
    return new Publication(last, visible, Map.of());
  }

  /**
   * The visible tables whose newest version is another one than readers see, though its content is
   * the same: files were put together, or what a run left was undone.
   */
  private Map<String, Long> sameAgain() {
    Map<String, Long> same = new TreeMap<>();
    current()
        .forEach(
            (name, version) ->
                Tables.find(name)
                    .filter(table -> lake.exists(table) && lake.version(table) != version)
                    .filter(table -> !lake.hasMovedOn(table, version))
                    .ifPresent(table -> same.put(name, lake.version(table))));
    return same;
  }

  /**
   * Lets readers see the newest versions where they have the same content, so that nobody needs the
   * older ones any more. It is a publication of the same date as the one before.
   */
  public void publishSameAgain(String runId, Instant at) {
    Map<String, Long> same = sameAgain();
    Optional<LocalDate> date = lastDate();
    if (!same.isEmpty() && date.isPresent()) {
      publish(runId, date.get(), same, at);
    }
  }

  /** The business date of the newest publication. */
  public Optional<LocalDate> lastDate() {
    if (lastId() == 0) {
      return Optional.empty();
    }
    return lake
        .read(OpsTables.PUBLISHED)
        .orderBy(functions.col("publication_id").desc())
        .select(Table.AS_OF)
        .limit(1)
        .collectAsList()
        .stream()
        .map(row -> row.getDate(0).toLocalDate())
        .findFirst();
  }

  /**
   * The tables that a run wrote and did not live to publish. Appended tables are left alone: there,
   * committed loads decide.
   */
  public List<Table> unpublished() {
    Map<String, Long> published = current();
    Map<Table, TableLog> logs = lake.logs();
    return Tables.all().stream()
        .filter(table -> table.layout() != Layout.APPENDED && logs.containsKey(table))
        .filter(table -> lake.hasMovedOn(table, published.getOrDefault(table.fullName(), GONE)))
        .toList();
  }

  /**
   * Undoes what a run wrote and did not live to publish, so that no later run publishes half of it.
   * The published version may be of any age (see {@link Sparks}): its files were in use until that
   * run replaced them. A table that was never published becomes empty.
   */
  public void restore(List<Table> unpublished) {
    Map<String, Long> published = current();
    List<Table> inOrder = new ArrayList<>(unpublished);
    if (inOrder.remove(NightCalendar.TABLE)) {
      inOrder.add(CalendarRows.goesFirst(lake) ? 0 : inOrder.size(), NightCalendar.TABLE);
    }
    for (Table table : inOrder) {
      Long version = published.get(table.fullName());
      if (version == null) {
        lake.empty(table);
      } else {
        lake.restore(table, version);
      }
    }
  }
}
