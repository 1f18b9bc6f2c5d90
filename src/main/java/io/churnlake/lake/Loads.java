package io.churnlake.lake;

import io.churnlake.table.BronzeOrderLines;
import io.churnlake.table.OpsTables;
import io.churnlake.table.Table;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

  /** Of a committed load, some of whose rows a damage of the lake has taken. */
  static final String LOST = "lost";

  private static final String FILE = "file";

  private static final Pattern NOTE = Pattern.compile("loads up to ([0-9]{1,18})");

  /** No checksum. */
  private static final String OTHER_CONTENT = "";

  private static final StructType SUPERSEDED =
      new StructType()
          .add(OpsTables.LOAD_ID, DataTypes.LongType, false)
          .add(FILE, DataTypes.StringType, false);

  private static final Seq<String> SUPERSEDED_KEY =
      CollectionConverters.asScala(List.of(OpsTables.LOAD_ID, FILE)).toSeq();

  private final Lake lake;

  public Loads(Lake lake) {
    this.lake = lake;
  }

  /** The lake that they are of. */
  public Lake lake() {
    return lake;
  }

  /** One row of ops.loads: a load, and what was done to it. */
  record Event(Intent load, String what) {}

  /** All of ops.loads as it stood at a version; asked many times a run. */
  record Ledger(long version, List<Event> events) {
    static final Ledger EMPTY = new Ledger(-1, List.of());
  }

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

  /** The sources whose files committed loads have brought. */
  public Set<String> sources() {
    return of(COMMITTED)
        .filter(load -> !load.files().isEmpty())
        .map(Intent::source)
        .collect(Collectors.toSet());
  }

  /**
   * How committed loads of a source identified lines and customers; normally one hash. A load whose
   * account was put together again does not know.
   */
  public List<String> identityHashes(String source) {
    return of(COMMITTED)
        .filter(load -> load.source().equals(source))
        .map(Intent::identityHash)
        .filter(hash -> !hash.isEmpty())
        .distinct()
        .toList();
  }

  /**
   * Takes loads for lost: their rows are not read any more, and their files are loaded anew, if
   * they are delivered still.
   *
   * @return how many files these loads had
   */
  public long lose(Predicate<Long> lost, Instant at) {
    List<Intent> loads = of(COMMITTED).filter(load -> lost.test(load.loadId())).toList();
    loads.forEach(load -> record(load, LOST, at));
    return loads.stream().mapToLong(load -> load.files().size()).sum();
  }

  /**
   * Puts the account of loads together again from ops.files, which a load writes last but one; and
   * where that is gone too, from the lines themselves. Rows of loads that never came so far are
   * taken out.
   *
   * @return how many loads were put together
   */
  public long putTogether(Instant at) {
    Set<Long> known =
        Stream.of(COMMITTED, ABANDONED, LOST)
            .flatMap(this::of)
            .map(Intent::loadId)
            .collect(Collectors.toSet());
    boolean hasFiles = lake.exists(OpsTables.FILES);
    Map<Long, List<Row>> files =
        (hasFiles
                ? lake.read(OpsTables.FILES).select(OpsTables.LOAD_ID, "source", FILE, "checksum")
                : lake.read(BronzeOrderLines.TABLE)
                    .select(
                        functions.col(OpsTables.LOAD_ID),
                        functions.col("source"),
                        functions.col(FILE),
                        functions.lit(OTHER_CONTENT)))
            .distinct().orderBy(OpsTables.LOAD_ID, FILE).collectAsList().stream()
                .filter(row -> !known.contains(row.getLong(0)))
                .collect(
                    Collectors.groupingBy(
                        row -> row.getLong(0), TreeMap::new, Collectors.toList()));
    files.forEach(
        (load, rows) ->
            record(
                new Intent(
                    load,
                    rows.get(0).getString(1),
                    "",
                    "",
                    rows.stream().map(row -> row.getString(2)).toList(),
                    rows.stream().map(row -> row.getString(3)).toList()),
                COMMITTED,
                at));
    if (hasFiles) {
      lake
          .read(BronzeOrderLines.TABLE)
          .select(OpsTables.LOAD_ID)
          .distinct()
          .collectAsList()
          .stream()
          .map(row -> row.getLong(0))
          .filter(load -> !known.contains(load) && !files.containsKey(load))
          .forEach(
              load -> {
                lake.deleteLoad(BronzeOrderLines.TABLE, load);
                record(new Intent(load, "", "", "", List.of(), List.of()), ABANDONED, at);
              });
    }
    return files.size();
  }

  /** The newest load that the newest commit to ops.loads speaks of; empty if it does not say. */
  static OptionalLong noted(Lake lake) {
    return noted(lake.note(OpsTables.LOADS));
  }

  /** The same of the commit of a version. */
  static OptionalLong noted(Lake lake, long version) {
    return noted(CommitFile.of(lake, OpsTables.LOADS, version).note());
  }

  private static OptionalLong noted(String text) {
    Matcher note = NOTE.matcher(text);
    return note.matches() ? OptionalLong.of(Long.parseLong(note.group(1))) : OptionalLong.empty();
  }

  private List<Intent> unfinished() {
    Set<Long> ended =
        Stream.of(COMMITTED, ABANDONED, LOST)
            .flatMap(this::of)
            .map(Intent::loadId)
            .collect(Collectors.toSet());
    return of(INTENDED).filter(intent -> !ended.contains(intent.loadId())).toList();
  }

  private Stream<Intent> of(String event) {
    return events().stream().filter(row -> row.what().equals(event)).map(Event::load);
  }

  /** All that was done, but commits that did not last. */
  private List<Event> events() {
    List<Event> all = allEvents();
    Set<Long> lost =
        all.stream()
            .filter(event -> event.what().equals(LOST))
            .map(event -> event.load().loadId())
            .collect(Collectors.toSet());
    return lost.isEmpty()
        ? all
        : all.stream()
            .filter(
                event -> !event.what().equals(COMMITTED) || !lost.contains(event.load().loadId()))
            .toList();
  }

  private List<Event> allEvents() {
    if (!lake.exists(OpsTables.LOADS)) {
      return List.of();
    }
    long version = lake.version(OpsTables.LOADS);
    Ledger known = lake.ledger();
    if (known.version() != version) {
      known =
          new Ledger(
              version,
              lake.read(OpsTables.LOADS, version).collectAsList().stream()
                  .map(Loads::event)
                  .toList());
      lake.remember(known);
    }
    return known.events();
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

  /** The same of the files of one source, in a table that has its name. */
  public Dataset<Row> committedRows(Table table, String source) {
    return committedRows(table).filter(functions.col("source").equalTo(source));
  }

  /**
   * The rows of {@code table} (with load_id and file) that {@link #committedRows} gave when {@code
   * load} was the last one, and gives no more; empty if later loads have taken no file anew.
   */
  public Optional<Dataset<Row>> replacedSince(Table table, long load) {
    List<Row> replaced =
        committed().superseded().stream()
            .filter(taken -> taken.load() <= load && taken.by() > load)
            .map(Superseded::key)
            .toList();
    if (replaced.isEmpty()) {
      return Optional.empty();
    }
    Object[] loads = replaced.stream().map(row -> row.getLong(0)).distinct().toArray();
    return Optional.of(
        lake.read(table)
            .filter(functions.col(OpsTables.LOAD_ID).isin(loads))
            .join(keys(replaced), SUPERSEDED_KEY, "left_semi"));
  }

  /**
   * The load that brought each file of a source as it is now: of the loads that took it, the
   * earliest after which its content did not change.
   */
  public Map<String, Long> firstLoads(String source) {
    Map<String, String> contents = new HashMap<>();
    Map<String, Long> first = new HashMap<>();
    for (Intent load : committed().loads()) {
      for (int i = 0; load.source().equals(source) && i < load.files().size(); i++) {
        String file = load.files().get(i);
        String checksum = load.checksums().get(i);
        // From the last load backwards, until the content was another one.
        if (contents.computeIfAbsent(file, name -> checksum).equals(checksum)) {
          first.put(file, load.loadId());
        } else {
          contents.put(file, OTHER_CONTENT);
        }
      }
    }
    return first;
  }

  /** Id of the load that was committed last; 0 if none was. */
  public long lastCommitted() {
    return committed().loads().stream().mapToLong(Intent::loadId).max().orElse(0);
  }

  /** A file of a load that a later one has taken anew, and the next one that did. */
  private record Superseded(long load, String file, long by) {
    Row key() {
      return RowFactory.create(load, file);
    }
  }

  /**
   * Loads that are visible, the last one first; ids of those that are not; and the files of visible
   * ones that later ones have taken anew.
   */
  private record Committed(List<Intent> loads, Set<Long> others, List<Superseded> superseded) {
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
    Map<List<String>, Long> taken = new HashMap<>();
    List<Superseded> superseded = new ArrayList<>();
    for (Intent load : loads) {
      for (String file : load.files()) {
        Long by = taken.put(List.of(load.source(), file), load.loadId());
        if (by != null) {
          superseded.add(new Superseded(load.loadId(), file, by));
        }
      }
    }
    Set<Long> visible = loads.stream().map(Intent::loadId).collect(Collectors.toSet());
    Set<Long> others =
        events().stream()
            .map(event -> event.load().loadId())
            .filter(id -> !visible.contains(id))
            .collect(Collectors.toSet());
    return new Committed(loads, others, superseded);
  }

  private Dataset<Row> superseded(Committed committed) {
    return keys(committed.superseded().stream().map(Superseded::key).toList());
  }

  private Dataset<Row> keys(List<Row> superseded) {
    return functions.broadcast(lake.spark().createDataFrame(superseded, SUPERSEDED));
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
    List<Event> before = allEvents();
    long newest = Math.max(intent.loadId(), lastId());
    Written written = lake.append(OpsTables.LOADS, List.of(row), "loads up to " + newest);
    // What this run has written it need not read, if nobody else wrote meanwhile.
    if (written.version() == 0 || lake.ledger().version() == written.version() - 1) {
      List<Event> events = new ArrayList<>(before);
      events.add(new Event(intent, event));
      lake.remember(new Ledger(written.version(), List.copyOf(events)));
    }
  }
}
