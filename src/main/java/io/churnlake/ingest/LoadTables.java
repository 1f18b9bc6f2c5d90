package io.churnlake.ingest;

import static org.apache.spark.sql.functions.col;

import io.churnlake.lake.Lake;
import io.churnlake.lake.Loads;
import io.churnlake.lake.Written;
import io.churnlake.table.OpsTables;
import io.churnlake.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Appends the rows of a load to its tables. A night's few rows are written by the driver; a write
 * through Spark costs several queries.
 */
public final class LoadTables {
  private static final long FEW_ROWS = 20_000;
  private static final long FEW_CHARACTERS = 1 << 24;

  private final Lake lake;
  private final Loads.Intent intent;
  private final boolean isTakenUpAgain;
  private final boolean isSmall;
  private final List<Written> written = new ArrayList<>();

  /**
   * Of one load.
   *
   * @param isTakenUpAgain whether it was cut short before, so that some of its rows may be there
   */
  public LoadTables(
      Lake lake, Loads.Intent intent, boolean isTakenUpAgain, Map<String, FileCounts> counts) {
    this.lake = lake;
    this.intent = intent;
    this.isTakenUpAgain = isTakenUpAgain;
    this.isSmall =
        FileCounts.total(counts, FileCounts::rows) <= FEW_ROWS
            && FileCounts.total(counts, FileCounts::characters) <= FEW_CHARACTERS;
  }

  /**
   * Appends to a table, if not done before.
   *
   * @param atMost the number of rows, or more
   * @return how many rows of the load the table has then
   */
  public long append(Table table, Dataset<Row> rows, long atMost) {
    long before = lake.exists(table) ? lake.version(table) : -1;
    Written write;
    if (atMost == 0) {
      write = lake.appendNone(table);
    } else if (isSmall) {
      write = lake.appendFew(table, rows, intent.loadId());
    } else {
      write = lake.append(table, rows, intent.loadId());
    }
    written.add(write);
    // An append that was made before is skipped; the newest commit is then not that of this load.
    boolean isSkipped = atMost > 0 && write.version() == before;
    return isTakenUpAgain || isSkipped
        ? lake.read(table).filter(col(OpsTables.LOAD_ID).equalTo(intent.loadId())).count()
        : write.rows();
  }

  /** What was written. */
  public List<Written> written() {
    return written;
  }
}
