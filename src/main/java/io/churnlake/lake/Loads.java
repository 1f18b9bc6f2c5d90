package io.churnlake.lake;

import io.churnlake.table.OpsTables;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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

  private final Lake lake;

  public Loads(Lake lake) {
    this.lake = lake;
  }

  /** A load that was begun: its id and the files, by name and checksum, that it takes. */
  public record Intent(
      long loadId, String source, String mappingHash, List<String> files, List<String> checksums) {}

  /** Records that these files are about to be loaded, and gives the load its id. */
  public Intent begin(
      String source, String mappingHash, List<String> files, List<String> checksums, Instant at) {
    Row last =
        lake.read(OpsTables.LOADS)
            .agg(functions.coalesce(functions.max(OpsTables.LOAD_ID), functions.lit(0L)))
            .first();
    Intent intent = new Intent(last.getLong(0) + 1, source, mappingHash, files, checksums);
    record(intent, INTENDED, at);
    return intent;
  }

  /** Makes the load's rows visible. */
  public void commit(Intent intent, Instant at) {
    record(intent, COMMITTED, at);
  }

  /** The load that was begun and not committed, if there is one; at most one is under way. */
  public Optional<Intent> unfinished() {
    Dataset<Row> loads = lake.read(OpsTables.LOADS);
    Dataset<Row> committed =
        loads.filter(functions.col("event").equalTo(COMMITTED)).select(OpsTables.LOAD_ID);
    List<Row> open =
        loads
            .filter(functions.col("event").equalTo(INTENDED))
            .join(
                committed,
                loads.col(OpsTables.LOAD_ID).equalTo(committed.col(OpsTables.LOAD_ID)),
                "left_anti")
            .select(OpsTables.LOAD_ID, "source", "mapping_hash", "files", "checksums")
            .collectAsList();
    return open.stream()
        .findFirst()
        .map(
            row ->
                new Intent(
                    row.getLong(0),
                    row.getString(1),
                    row.getString(2),
                    row.getList(3),
                    row.getList(4)));
  }

  /** The rows of {@code table} (with a load_id) that belong to committed loads. */
  public Dataset<Row> committedRows(io.churnlake.table.Table table) {
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

  private void record(Intent intent, String event, Instant at) {
    Row row =
        RowFactory.create(
            intent.loadId(),
            event,
            intent.source(),
            intent.mappingHash(),
            intent.files(),
            intent.checksums(),
            Timestamp.from(at));
    lake.append(
        OpsTables.LOADS, lake.spark().createDataFrame(List.of(row), OpsTables.LOADS.schema()));
  }
}
