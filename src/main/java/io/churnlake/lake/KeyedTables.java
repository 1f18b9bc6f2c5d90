package io.churnlake.lake;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode_outer;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import io.churnlake.table.Table;
import io.delta.tables.DeltaTable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.storage.StorageLevel;

/** Merges a few rows into a keyed table; its files stay, the old rows in them are marked. */
final class KeyedTables {
  private static final String NOTE = "spark.databricks.delta.commitInfo.userMetadata";

  /** Each merge adds files; above so many they are put together, once in so many nights. */
  private static final long MANY_FILES = 100;

  private static final long SMALL_FILE_BYTES = 16L << 20;

  private static final String TARGET = "target";
  private static final String SOURCE = "source";

  private KeyedTables() {}

  static Written merge(Lake lake, Table table, RowChanges changes, String note) {
    Dataset<Row> rows = changes.rows().persist(StorageLevel.MEMORY_AND_DISK());
    try {
      // Dates of the changed rows, so that only files that can hold them are looked into.
      Row range =
          rows.select(explode_outer(col(RowChanges.PRUNED_BY)).as("value"))
              .agg(min("value"), max("value"), count(lit(1)))
              .first();
      if (range.getLong(2) == 0 && (note.isEmpty() || note.equals(lake.note(table)))) {
        return new Written(table, lake.version(table), 0);
      }
      long before = lake.version(table);
      Lake.commit(
          table, () -> noted(lake.spark(), note, () -> merge(lake, table, changes, rows, range)));
      if (lake.version(table) == before) {
        // Delta makes no commit of a merge that changes nothing, and the note would be lost.
        Lake.commit(table, () -> lake.appendNothing(table, note));
        return new Written(table, lake.version(table), 0);
      }
    } finally {
      rows.unpersist();
    }
    Written written = lake.lastWrite(table);
    compactIfMany(lake, table, note);
    return new Written(table, lake.version(table), written.rows());
  }

  private static void merge(
      Lake lake, Table table, RowChanges changes, Dataset<Row> rows, Row range) {
    Column condition =
        table.key().stream()
            .map(name -> col(TARGET + "." + name).equalTo(col(SOURCE + "." + name)))
            .reduce(Column::and)
            .orElseThrow();
    Optional<String> pruning = changes.pruning().filter(name -> !range.isNullAt(0));
    if (pruning.isPresent()) {
      Column pruned = col(TARGET + "." + pruning.get());
      condition = condition.and(pruned.geq(lit(range.get(0)))).and(pruned.leq(lit(range.get(1))));
    }
    Map<String, Column> values = new LinkedHashMap<>();
    table.columnNames().forEach(name -> values.put(name, col(SOURCE + "." + name)));
    Column put = col(SOURCE + "." + RowChanges.CHANGE).equalTo(RowChanges.PUT);
    DeltaTable.forPath(lake.spark(), lake.path(table))
        .as(TARGET)
        .merge(rows.drop(RowChanges.PRUNED_BY).as(SOURCE), condition)
        .whenMatched(put)
        .update(values)
        .whenMatched()
        .delete()
        .whenNotMatched(put)
        .insert(values)
        .execute();
  }

  private static void compactIfMany(Lake lake, Table table, String note) {
    Snapshot now =
        DeltaLog.forTable(lake.spark(), new org.apache.hadoop.fs.Path(lake.path(table)))
            .update(false, scala.Option.empty(), scala.Option.empty());
    // A large table has many files because it is large; nights make small ones.
    if (now.numOfFiles() > MANY_FILES && now.sizeInBytes() < now.numOfFiles() * SMALL_FILE_BYTES) {
      noted(
          lake.spark(),
          note,
          () -> DeltaTable.forPath(lake.spark(), lake.path(table)).optimize().executeCompaction());
    }
  }

  /** Delta takes the note of a merge from the session. */
  private static void noted(SparkSession spark, String note, Runnable commit) {
    if (note.isEmpty()) {
      commit.run();
      return;
    }
    spark.conf().set(NOTE, note);
    try {
      commit.run();
    } finally {
      spark.conf().unset(NOTE);
    }
  }
}
