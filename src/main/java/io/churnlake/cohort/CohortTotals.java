package io.churnlake.cohort;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.churnlake.quality.Period;
import io.churnlake.table.Cohorts;
import io.churnlake.table.Customers;
import io.churnlake.table.Retention;
import io.churnlake.table.Types;
import java.time.LocalDate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** gold.cohorts: the sizes of cohorts, and what they have brought. */
public final class CohortTotals {
  private static final String[] COHORT = {Cohorts.SPLIT, Cohorts.SPLIT_VALUE, Cohorts.COHORT};

  private CohortTotals() {}

  /**
   * One row a cohort of {@code period}.
   *
   * @param members see {@link CohortMembers}
   * @param retention the slice of {@code asOf} of gold.retention; its orders and revenue are summed
   *     here, so that no order is read twice
   * @param basis of the orders and the revenue; membership is always gross
   */
  public static Dataset<Row> of(
      Dataset<Row> members, Dataset<Row> retention, String basis, Period period, LocalDate asOf) {
    Dataset<Row> sizes =
        members
            .groupBy(columns())
            .agg(
                count(lit(1)).as(Cohorts.CUSTOMERS),
                count_if(col(Customers.LEFT_TRUNCATED)).as(Cohorts.LEFT_TRUNCATED));
    Column inFirst = col(Retention.PERIOD_INDEX).equalTo(0);
    Dataset<Row> brought =
        retention
            .filter(
                col(Retention.AS_OF)
                    .equalTo(lit(asOf))
                    .and(col(Retention.PERIOD).equalTo(period.value()))
                    .and(col(Retention.BASIS).equalTo(basis))
                    .and(col(Retention.KIND).equalTo(Retention.ON)))
            .groupBy(columns())
            .agg(
                sum(when(inFirst, col(Retention.ORDERS))).as(Cohorts.FIRST_PERIOD_ORDERS),
                sum(when(inFirst, col(Retention.REVENUE))).as(Cohorts.FIRST_PERIOD_REVENUE),
                sum(Retention.ORDERS).as(Cohorts.ORDERS),
                sum(Retention.REVENUE).as(Cohorts.REVENUE));
    Column end = period.end(period.index(col(Cohorts.COHORT)));
    return sizes
        .join(brought, COHORT)
        .select(
            lit(asOf).as(Cohorts.AS_OF),
            lit(period.value()).as(Cohorts.PERIOD),
            lit(basis).as(Cohorts.BASIS),
            col(Cohorts.SPLIT),
            col(Cohorts.SPLIT_VALUE),
            col(Cohorts.COHORT),
            period.label(col(Cohorts.COHORT)).as(Cohorts.LABEL),
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

  private static Column[] columns() {
    return new Column[] {col(Cohorts.SPLIT), col(Cohorts.SPLIT_VALUE), col(Cohorts.COHORT)};
  }
}
