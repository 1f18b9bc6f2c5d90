package io.churnlake.lake;

import io.churnlake.table.OpsTables;
import io.churnlake.table.Table;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The life of loads. There is no transaction over several tables: the intent is recorded first,
 * each table is appended to under the load's id, and the load is marked committed last. Readers see
 * committed loads only; a load that was cut short is repeated from its intent.
 */
public final class Loads {
  static final String INTENDED = "intended";
  static final String COMMITTED = "committed";
  static final String ABANDONED = "abandoned";

  private static final String FILE = "file";

  private static final StructType SUPERSEDED =
      new StructType()
          .add(OpsTables.LOAD_ID, DataTypes.LongType, false)
          .add(FILE, DataTypes.StringType, false);

  private static final Seq<String> SUPERSEDED_KEY =
      CollectionConverters.asScala(List.of(OpsTables.LOAD_ID, FILE)).toSeq();

  private final Lake lake;

  /** What was read of ops.loads, and at which version; asked many times a run. */
  private List<Event> events = List.of();

  private long eventsAt = -1;

  public Loads(Lake lake) {
    this.lake = lake;
  }

  /** One row of ops.loads. */
  private record Event(Intent load, String what) {}

  /** A load that was begun: its id and the files, by name and checksum, that it takes. */
  public record Intent(
      long loadId,
      String source,
      String mappingHash,
      String identityHash,
      List<String> files,
      List<String> checksums) {}

  /** Records that these files are about to be loaded, and gives the load its id. */
  public Intent begin(
      String source,
      String mappingHash,
      String identityHash,
      List<String> files,
      List<String> checksums,
      Instant at) {
    Intent intent = new Intent(lastId() + 1, source, mappingHash, identityHash, files, checksums);
    record(intent, INTENDED, at);
    return intent;
  }

  /** Makes the load's rows visible. */
  public void commit(Intent intent, Instant at) {
    record(intent, COMMITTED, at);
  }

  /**
   * Takes up the load that was cut short last, if {@code same} says that it is the one to do;
   * whatever else was cut short is abandoned and its rows are taken out of the tables.
   */
  public Optional<Intent> resume(Predicate<Intent> same, List<Table> tables, Instant at) {
    List<Intent> open = unfinished();
    Optional<Intent> last =
        open.stream().filter(intent -> intent.loadId() == lastId()).filter(same).findFirst();
    for (Intent intent : open) {
      if (last.isEmpty() || last.get().loadId() != intent.loadId()) {
        tables.forEach(table -> lake.deleteLoad(table, intent.loadId()));
        record(intent, ABANDONED, at);
      }
    }
    return last;
  }

  /** How committed loads identified lines and customers; normally one hash. */
  public List<String> identityHashes() {
    return of(COMMITTED).map(Intent::identityHash).distinct().toList();
  }

  private List<Intent> unfinished() {
    Set<Long> ended =
        Stream.concat(of(COMMITTED), of(ABANDONED)).map(Intent::loadId).collect(Collectors.toSet());
    return of(INTENDED).filter(intent -> !ended.contains(intent.loadId())).toList();
  }

  private Stream<Intent> of(String event) {
    return events().stream().filter(row -> row.what().equals(event)).map(Event::load);
  }

  private List<Event> events() {
    if (!lake.exists(OpsTables.LOADS)) {
      return List.of();
    }
    long version = lake.version(OpsTables.LOADS);
    if (version != eventsAt) {
      events =
          lake.read(OpsTables.LOADS, version).collectAsList().stream().map(Loads::event).toList();
      eventsAt = version;
    }
    return events;
  }

  private static Event event(Row row) {
    return new Event(
        new Intent(
            row.getLong(row.fieldIndex(OpsTables.LOAD_ID)),
            row.getString(row.fieldIndex("source")),
            row.getString(row.fieldIndex("mapping_hash")),
            row.getString(row.fieldIndex("identity_hash")),
            row.getList(row.fieldIndex("files")),
            row.getList(row.fieldIndex("checksums"))),
        row.getString(row.fieldIndex("event")));
  }

  /**
   * The rows of {@code table} (with a load_id) that belong to committed loads. Of a file that was
   * loaded anew, only the last load's.
   */
  public Dataset<Row> committedRows(Table table) {
    Dataset<Row> rows = lake.read(table);
    // Only now: a load that begins meanwhile is known before its rows are, and left out.
    Committed committed = committed();
    Dataset<Row> visible = committed.of(rows);
    return committed.superseded().isEmpty() || !table.columnNames().contains(FILE)
        ? visible
        : visible.join(superseded(committed), SUPERSEDED_KEY, "left_anti");
  }

  /**
   * The rows of {@code table} (with load_id and file) of committed loads that {@link
   * #committedRows} leaves out, because a later load has taken their file anew.
   */
  public Dataset<Row> supersededRows(Table table) {
    Dataset<Row> rows = lake.read(table);
    Committed committed = committed();
    return committed.of(rows).join(superseded(committed), SUPERSEDED_KEY, "left_semi");
  }

  /** Id of the load that was committed last; 0 if none was. */
  public long lastCommitted() {
    return committed().ids().stream().mapToLong(id -> id).max().orElse(0);
  }

  /**
   * Loads that are visible, those that are not, and the files of each visible one that a later one
   * has taken anew.
   */
  private record Committed(Set<Long> ids, Set<Long> others, List<Row> superseded) {
    /** By the few that are left out, and not by the many others, which are more each night. */
    Dataset<Row> of(Dataset<Row> rows) {
      return others.isEmpty()
          ? rows
          : rows.filter(functions.not(functions.col(OpsTables.LOAD_ID).isin(others.toArray())));
    }
  }

  private Committed committed() {
    List<Intent> loads =
        of(COMMITTED).sorted(Comparator.comparingLong(Intent::loadId).reversed()).toList();
    Set<List<String>> taken = new HashSet<>();
    List<Row> superseded = new ArrayList<>();
    for (Intent load : loads) {
      for (String file : load.files()) {
        if (!taken.add(List.of(load.source(), file))) {
          superseded.add(RowFactory.create(load.loadId(), file));
        }
      }
    }
    Set<Long> ids = loads.stream().map(Intent::loadId).collect(Collectors.toSet());
    Set<Long> others =
        events().stream()
            .map(event -> event.load().loadId())
            .filter(id -> !ids.contains(id))
            .collect(Collectors.toSet());
    return new Committed(ids, others, superseded);
  }

  private Dataset<Row> superseded(Committed committed) {
    return functions.broadcast(lake.spark().createDataFrame(committed.superseded(), SUPERSEDED));
  }

  private long lastId() {
    return events().stream().mapToLong(event -> event.load().loadId()).max().orElse(0);
  }

  private void record(Intent intent, String event, Instant at) {
    Row row =
        RowFactory.create(
            intent.loadId(),
            event,
            intent.source(),
            intent.mappingHash(),
            intent.identityHash(),
            intent.files(),
            intent.checksums(),
            Timestamp.from(at));
    lake.append(
        OpsTables.LOADS, lake.spark().createDataFrame(List.of(row), OpsTables.LOADS.schema()));
  }
}
