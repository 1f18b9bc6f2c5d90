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
import org.apache.spark.storage.StorageLevel;

/** Merges a few rows into a keyed table; its files stay, the old rows in them are marked. */
final class KeyedTables {
  static final String NOTE = "spark.databricks.delta.commitInfo.userMetadata";

  static final String LEAST_FILE = "spark.databricks.delta.optimize.minFileSize";

  /** Each merge adds small files; once in so many versions they are put together. */
  private static final long MANY_VERSIONS = 100;

  /** Only what nights have added: a rebuild's files stay in the order of dates. */
  private static final long SMALL_FILE_BYTES = 16L << 20;

  /** So many are looked into whole: other dates each night would be other code to generate. */
  private static final long FEW_FILES = 8;

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
      lake.commit(
          table, () -> noted(lake.spark(), note, () -> merge(lake, table, changes, rows, range)));
      if (lake.version(table) == before) {
        // Delta makes no commit of a merge that changes nothing, and the note would be lost.
        lake.commit(table, () -> lake.appendNothing(table, note));
        return new Written(table, lake.version(table), 0);
      }
    } finally {
      rows.unpersist();
    }
    Written written = lake.lastWrite(table);
    compactInTime(lake, table, note);
    return new Written(table, lake.version(table), written.rows());
  }

  private static void merge(
      Lake lake, Table table, RowChanges changes, Dataset<Row> rows, Row range) {
    Column condition =
        table.key().stream()
            .map(name -> col(TARGET + "." + name).equalTo(col(SOURCE + "." + name)))
            .reduce(Column::and)
            .orElseThrow();
    Optional<String> pruning =
        changes.pruning().filter(name -> !range.isNullAt(0) && lake.files(table) > FEW_FILES);
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

  /** By the version and not by the number of files, which Delta would have to count. */
  private static void compactInTime(Lake lake, Table table, String note) {
    if (lake.version(table) % MANY_VERSIONS == 0) {
      noted(lake.spark(), note, () -> compact(lake, table));
    }
  }

  /** One table at a time: the limit is the session's, and others may be merged meanwhile. */
  private static synchronized void compact(Lake lake, Table table) {
    lake.spark().conf().set(LEAST_FILE, SMALL_FILE_BYTES);
    try {
      DeltaTable.forPath(lake.spark(), lake.path(table)).optimize().executeCompaction();
    } finally {
      lake.spark().conf().unset(LEAST_FILE);
    }
  }

  /** Delta takes the note of a merge from the session: no other table is written meanwhile. */
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
