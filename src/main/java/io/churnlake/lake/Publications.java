package io.churnlake.lake;

import io.churnlake.table.Layout;
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
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;

/**
 * What readers see. A run writes its tables one by one, and one commit to ops.published at its end
 * makes all of their new versions visible together.
 */
public final class Publications {
  private final Lake lake;

  public Publications(Lake lake) {
    this.lake = lake;
  }

  /** Makes these versions visible in one commit. */
  public void publish(String runId, LocalDate asOf, Map<String, Long> versions, Instant at) {
    long id = lastId() + 1;
    List<Row> rows = new ArrayList<>();
    versions.forEach(
        (table, version) ->
            rows.add(
                RowFactory.create(
                    id, runId, java.sql.Date.valueOf(asOf), table, version, Timestamp.from(at))));
    lake.append(
        OpsTables.PUBLISHED, lake.spark().createDataFrame(rows, OpsTables.PUBLISHED.schema()), id);
  }

  /** The visible version of each table that was ever published, by full name. */
  public Map<String, Long> current() {
    Map<String, Long> current = new LinkedHashMap<>();
    lake.read(OpsTables.PUBLISHED)
        .groupBy("table_name")
        .agg(functions.max_by(functions.col("version"), functions.col("publication_id")))
        .orderBy("table_name")
        .collectAsList()
        .forEach(row -> current.put(row.getString(0), row.getLong(1)));
    return current;
  }

  /**
   * Undoes what a run wrote and did not live to publish, so that no later run publishes half of it.
   * Appended tables are left alone: there, committed loads decide. The published version may be of
   * any age (see {@link Sparks}): its files were in use until that run replaced them.
   *
   * @return the tables that were brought back to their published content
   */
  public List<String> restoreUnpublished() {
    Map<String, Long> published = current();
    List<String> restored = new ArrayList<>();
    for (Table table : Tables.all()) {
      boolean rewritten = table.layout() != Layout.APPENDED;
      // Version 0 is the table as it was made, without rows.
      if (rewritten
          && lake.exists(table)
          && lake.restore(table, published.getOrDefault(table.fullName(), 0L))) {
        restored.add(table.fullName());
      }
    }
    return restored;
  }

  private long lastId() {
    Row last =
        lake.read(OpsTables.PUBLISHED)
            .agg(functions.coalesce(functions.max("publication_id"), functions.lit(0L)))
            .first();
    return last.getLong(0);
  }
}
