package io.churnlake.cohort;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.churnlake.quality.NamedPeriod;
import io.churnlake.quality.Period;
import io.churnlake.table.Cohorts;
import io.churnlake.table.Customers;
import io.churnlake.table.Retention;
import io.churnlake.table.Types;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
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
   * @param members see {@link CohortMembers}
   * @param retention the slice of {@code asOf} of gold.retention; its orders and revenue are summed
   *     here, so that no order is read twice
   */
  public static Dataset<Row> of(
      Dataset<Row> members, Dataset<Row> retention, List<Period> periods, LocalDate asOf) {
    Column period = col(Cohorts.PERIOD);
    Dataset<Row> sizes =
        members
            .withColumn(Cohorts.PERIOD, explode(NamedPeriod.names(periods)))
            .withColumn(
                Cohorts.COHORT, NamedPeriod.startOf(period, col(Customers.FIRST_ORDER_DATE)))
            .groupBy(columns(COHORT))
            .agg(
                count(lit(1)).as(Cohorts.CUSTOMERS),
                count_if(col(Customers.LEFT_TRUNCATED)).as(Cohorts.LEFT_TRUNCATED));
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
