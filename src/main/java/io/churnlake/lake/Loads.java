package io.churnlake.lake;

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
import java.util.function.Predicate;
import org.apache.spark.sql.Column;
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
    return lake
        .read(OpsTables.LOADS)
        .filter(functions.col("event").equalTo(COMMITTED))
        .select("identity_hash")
        .distinct()
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .toList();
  }

  private List<Intent> unfinished() {
    Dataset<Row> loads = lake.read(OpsTables.LOADS);
    Dataset<Row> committed =
        loads.filter(functions.col("event").isin(COMMITTED, ABANDONED)).select(OpsTables.LOAD_ID);
    List<Row> open =
        loads
            .filter(functions.col("event").equalTo(INTENDED))
            .join(
                committed,
                loads.col(OpsTables.LOAD_ID).equalTo(committed.col(OpsTables.LOAD_ID)),
                "left_anti")
            .select(
                OpsTables.LOAD_ID, "source", "mapping_hash", "identity_hash", "files", "checksums")
            .collectAsList();
    return open.stream()
        .map(
            row ->
                new Intent(
                    row.getLong(0),
                    row.getString(1),
                    row.getString(2),
                    row.getString(3),
                    row.getList(4),
                    row.getList(5)))
        .toList();
  }

  /**
   * The rows of {@code table} (with a load_id) that belong to committed loads. Of a file that was
   * loaded anew, only the last load's.
   */
  public Dataset<Row> committedRows(Table table) {
    Committed committed = committed();
    Dataset<Row> rows = lake.read(table).filter(committed.isOne());
    return committed.superseded().isEmpty() || !table.columnNames().contains(FILE)
        ? rows
        : rows.join(superseded(committed), SUPERSEDED_KEY, "left_anti");
  }

  /**
   * The rows of {@code table} (with load_id and file) of committed loads that {@link
   * #committedRows} leaves out, because a later load has taken their file anew.
   */
  public Dataset<Row> supersededRows(Table table) {
    Committed committed = committed();
    return lake.read(table)
        .filter(committed.isOne())
        .join(superseded(committed), SUPERSEDED_KEY, "left_semi");
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
    for (Row load : committed().loads()) {
      List<String> files = load.getList(2);
      List<String> checksums = load.getList(3);
      for (int i = 0; load.getString(1).equals(source) && i < files.size(); i++) {
        String checksum = checksums.get(i);
        // From the last load backwards, until the content was another one.
        if (contents.computeIfAbsent(files.get(i), file -> checksum).equals(checksum)) {
          first.put(files.get(i), load.getLong(0));
        } else {
          contents.put(files.get(i), OTHER_CONTENT);
        }
      }
    }
    return first;
  }

  /** Id of the load that was committed last; 0 if none was. */
  public long lastCommitted() {
    return committed().loads().stream().mapToLong(load -> load.getLong(0)).max().orElse(0);
  }

  /** A file of a load that a later one has taken anew, and the next one that did. */
  private record Superseded(long load, String file, long by) {
    Row key() {
      return RowFactory.create(load, file);
    }
  }

  /**
   * Loads that are visible, the last one first (id, source, files, checksums), and their files that
   * later ones have taken anew.
   */
  private record Committed(List<Row> loads, List<Superseded> superseded) {
    Column isOne() {
      return functions
          .col(OpsTables.LOAD_ID)
          .isin(loads.stream().map(load -> load.getLong(0)).toArray());
    }
  }

  private Committed committed() {
    List<Row> loads =
        lake
            .read(OpsTables.LOADS)
            .filter(functions.col("event").equalTo(COMMITTED))
            .select(OpsTables.LOAD_ID, "source", "files", "checksums")
            .collectAsList()
            .stream()
            .sorted(Comparator.comparingLong((Row row) -> row.getLong(0)).reversed())
            .toList();
    Map<List<String>, Long> taken = new HashMap<>();
    List<Superseded> superseded = new ArrayList<>();
    for (Row load : loads) {
      for (String file : load.<String>getList(2)) {
        Long by = taken.put(List.of(load.getString(1), file), load.getLong(0));
        if (by != null) {
          superseded.add(new Superseded(load.getLong(0), file, by));
        }
      }
    }
    return new Committed(loads, superseded);
  }

  private Dataset<Row> superseded(Committed committed) {
    return keys(committed.superseded().stream().map(Superseded::key).toList());
  }

  private Dataset<Row> keys(List<Row> superseded) {
    return functions.broadcast(lake.spark().createDataFrame(superseded, SUPERSEDED));
  }

  private long lastId() {
    return lake.read(OpsTables.LOADS)
        .agg(functions.coalesce(functions.max(OpsTables.LOAD_ID), functions.lit(0L)))
        .first()
        .getLong(0);
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
