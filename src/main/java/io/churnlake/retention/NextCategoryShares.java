package io.churnlake.retention;

import static io.churnlake.table.NextCategories.ANY;

import io.churnlake.quality.Wilson;
import io.churnlake.table.Kpis;
import io.churnlake.table.NextCategories;
import io.churnlake.table.TableRows;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Row;

/** gold.next_categories: what is bought on the occasion after the first one. */
public final class NextCategoryShares {
  private NextCategoryShares() {}

  /**
   * One row a pair of categories that some customer bought on the first and the second occasion,
   * and one a category next to anything.
   *
   * @param least so many who came again are enough to say so
   */
  public static List<Row> of(ProductSums sums, LocalDate asOf, int least) {
    long ofAll = sums.cameAgain(ANY, ANY);
    TableRows rows = new TableRows(NextCategories.TABLE);
    sums.forEachPair(
        (pair, bought) -> {
          if (pair.next().equals(ANY)) {
            return;
          }
          // Whoever bought the next category came again, so that n is not 0.
          long n = sums.cameAgain(pair.value(), ANY);
          Wilson.Interval bounds = Wilson.interval(bought, n);
          rows.row()
              .put(NextCategories.AS_OF, asOf)
              .put(NextCategories.CATEGORY, pair.value())
              .put(NextCategories.NEXT_CATEGORY, pair.next())
              .put(NextCategories.CAME_AGAIN, n)
              .put(NextCategories.BOUGHT_NEXT, bought)
              .put(NextCategories.SHARE, (double) bought / n)
              .put(Kpis.low(NextCategories.SHARE), bounds.low())
              .put(Kpis.high(NextCategories.SHARE), bounds.high())
              .put(NextCategories.SHARE_OF_ALL, (double) sums.cameAgain(ANY, pair.next()) / ofAll)
              .put(NextCategories.IS_ENOUGH, n >= least);
        });
    return rows.all();
  }
}
