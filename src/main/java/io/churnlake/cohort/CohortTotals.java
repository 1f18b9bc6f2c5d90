package io.churnlake.cohort;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.churnlake.quality.NamedPeriod;
import io.churnlake.table.CohortCells;
import io.churnlake.table.Cohorts;
import io.churnlake.table.Retention;
import io.churnlake.table.Types;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** gold.cohorts: the sizes of cohorts, and what they have brought. */
public final class CohortTotals {
  private static final String[] COHORT = {
    Cohorts.PERIOD, Cohorts.SPLIT, Cohorts.SPLIT_VALUE, Cohorts.COHORT
  };

  private CohortTotals() {}

  /**
   * One row a basis and cohort of each of the periods. Membership is gross on both bases.
   *
   * @param cells as gold.cohort_cells, of the parts that are shown
   * @param retention the slice of {@code asOf} of gold.retention; its orders and revenue are summed
   *     here, so that no order is read twice
   */
  public static Dataset<Row> of(Dataset<Row> cells, Dataset<Row> retention, LocalDate asOf) {
    Column period = col(Cohorts.PERIOD);
    Dataset<Row> sizes =
        cells
            .filter(col(CohortCells.MEMBERS).gt(0).and(col(Cohorts.BASIS).equalTo(Cohorts.GROSS)))
            .select(
                period,
                col(Cohorts.SPLIT),
                col(Cohorts.SPLIT_VALUE),
                NamedPeriod.start(period, col(CohortCells.COHORT_NUMBER)).as(Cohorts.COHORT),
                col(CohortCells.MEMBERS).as(Cohorts.CUSTOMERS),
                col(CohortCells.LEFT_TRUNCATED));
    Column inFirst = col(Retention.PERIOD_INDEX).equalTo(0);
    Dataset<Row> brought =
        retention
            .filter(
                col(Retention.AS_OF)
                    .equalTo(lit(asOf))
                    .and(col(Retention.KIND).equalTo(Retention.ON)))
            .groupBy(columns(COHORT, Cohorts.BASIS))
            .agg(
                sum(when(inFirst, col(Retention.ORDERS))).as(Cohorts.FIRST_PERIOD_ORDERS),
                sum(when(inFirst, col(Retention.REVENUE))).as(Cohorts.FIRST_PERIOD_REVENUE),
                sum(Retention.ORDERS).as(Cohorts.ORDERS),
                sum(Retention.REVENUE).as(Cohorts.REVENUE));
    Column end = NamedPeriod.end(period, NamedPeriod.index(period, col(Cohorts.COHORT)));
    return sizes
        .join(brought, COHORT)
        .select(
            lit(asOf).as(Cohorts.AS_OF),
            period,
            col(Cohorts.BASIS),
            col(Cohorts.SPLIT),
            col(Cohorts.SPLIT_VALUE),
            col(Cohorts.COHORT),
            NamedPeriod.label(period, col(Cohorts.COHORT)).as(Cohorts.LABEL),
            end.as(Cohorts.PERIOD_END),
            end.leq(lit(asOf)).as(Cohorts.IS_COMPLETE),
            col(Cohorts.CUSTOMERS),
            col(Cohorts.LEFT_TRUNCATED),
            col(Cohorts.FIRST_PERIOD_ORDERS),
            col(Cohorts.FIRST_PERIOD_REVENUE).cast(Types.MONEY).as(Cohorts.FIRST_PERIOD_REVENUE),
            col(Cohorts.ORDERS),
            col(Cohorts.REVENUE).cast(Types.MONEY).as(Cohorts.REVENUE),
            col(Cohorts.REVENUE)
                .divide(col(Cohorts.CUSTOMERS))
                .cast(Types.MONEY)
                .as(Cohorts.REVENUE_PER_CUSTOMER));
  }

  private static Column[] columns(String[] names, String... further) {
    return Stream.concat(Arrays.stream(names), Arrays.stream(further))
        .map(name -> col(name))
        .toArray(Column[]::new);
  }
}
