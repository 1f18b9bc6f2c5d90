package io.churnlake.retention;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.churnlake.quality.WilsonColumns;
import io.churnlake.table.CategoryCells;
import io.churnlake.table.Kpis;
import io.churnlake.table.NextCategories;
import java.time.LocalDate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/** gold.next_categories: what is bought on the occasion after the first one. */
public final class NextCategorySums {
  private static final String BEGAN = "began";
  private static final String ALL_NEXT = "all_next";
  private static final String ALL_AGAIN = "all_again";

  private NextCategorySums() {}

  /**
   * gold.category_cells: all pairs that something falls into.
   *
   * @param logs see {@link io.churnlake.customer.CustomerLogs#of}
   */
  public static Dataset<Row> of(Dataset<Row> logs) {
    return Cells.added(
        CategoryCells.TABLE,
        logs.mapPartitions(
            Tally.over(CategoryTally::new), Encoders.row(CategoryCells.TABLE.schema())));
  }

  /**
   * One row a pair of categories that some customer bought on the first and the second occasion,
   * and one a category next to anything.
   *
   * @param cells as gold.category_cells
   * @param least so many who came again are enough to say so
   */
  public static Dataset<Row> shares(Dataset<Row> cells, LocalDate asOf, int least) {
    Column toAnything = col(CategoryCells.NEXT_CATEGORY).equalTo(CategoryCells.ANY);
    Column fromAnything = col(CategoryCells.CATEGORY).equalTo(CategoryCells.ANY);
    Dataset<Row> began =
        cells
            .filter(toAnything)
            .select(col(CategoryCells.CATEGORY), col(CategoryCells.CAME_AGAIN).as(BEGAN));
    Dataset<Row> all =
        cells
            .filter(fromAnything.and(toAnything))
            .select(col(CategoryCells.CAME_AGAIN).as(ALL_AGAIN));
    Dataset<Row> allNext =
        cells
            .filter(fromAnything)
            .select(col(CategoryCells.NEXT_CATEGORY), col(CategoryCells.CAME_AGAIN).as(ALL_NEXT));
    Column bought = col(CategoryCells.CAME_AGAIN);
    Column n = col(BEGAN);
    return cells
        .filter(toAnything.equalTo(lit(false)))
        .join(broadcast(began), CategoryCells.CATEGORY)
        .join(broadcast(allNext), CategoryCells.NEXT_CATEGORY)
        .crossJoin(broadcast(all))
        .select(
            lit(asOf).as(NextCategories.AS_OF),
            col(NextCategories.CATEGORY),
            col(NextCategories.NEXT_CATEGORY),
            n.as(NextCategories.CAME_AGAIN),
            bought.as(NextCategories.BOUGHT_NEXT),
            WilsonColumns.share(bought, n).as(NextCategories.SHARE),
            WilsonColumns.low(bought, n).as(Kpis.low(NextCategories.SHARE)),
            WilsonColumns.high(bought, n).as(Kpis.high(NextCategories.SHARE)),
            WilsonColumns.share(col(ALL_NEXT), col(ALL_AGAIN)).as(NextCategories.SHARE_OF_ALL),
            n.geq(least).as(NextCategories.IS_ENOUGH));
  }
}
