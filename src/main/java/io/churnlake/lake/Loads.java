package io.churnlake.lake;

import io.churnlake.table.OpsTables;
import io.churnlake.table.Table;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;

/**
 * The life of loads. There is no transaction over several tables: the intent is recorded first,
 * each table is appended to under the load's id, and the load is marked committed last. Readers see
 * committed loads only; a load that was cut short is repeated from its intent.
 */
public final class Loads {
  static final String INTENDED = "intended";
  static final String COMMITTED = "committed";
  static final String ABANDONED = "abandoned";

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

  /** The rows of {@code table} (with a load_id) that belong to committed loads. */
  public Dataset<Row> committedRows(Table table) {
    Long[] committed =
        lake
            .read(OpsTables.LOADS)
            .filter(functions.col("event").equalTo(COMMITTED))
            .select(OpsTables.LOAD_ID)
            .collectAsList()
            .stream()
            .map(row -> row.getLong(0))
            .toArray(Long[]::new);
    return lake.read(table).filter(functions.col(OpsTables.LOAD_ID).isin((Object[]) committed));
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
