package io.churnlake.retention;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sequence;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.churnlake.quality.NamedPeriod;
import io.churnlake.quality.WilsonColumns;
import io.churnlake.table.CohortCells;
import io.churnlake.table.Cohorts;
import io.churnlake.table.Retention;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * gold.retention: the dense grid of cohorts and periods. Cumulative kinds are running sums over a
 * cohort's few cells, in which a customer's last period and first period of return are marked.
 */
public final class RetentionGrid {
  private static final String K = CohortCells.PERIOD_INDEX;
  private static final String COHORT_NUMBER = CohortCells.COHORT_NUMBER;
  private static final String END = "end";

  private static final String[] CELL = {
    Retention.BASIS, Retention.PERIOD, Retention.SPLIT, Retention.SPLIT_VALUE, COHORT_NUMBER, K
  };

  private RetentionGrid() {}

  /**
   * Every cohort on both bases, with every k from 0 to the period of {@code asOf}, for the kinds
   * on, on_or_after and within (the last from k = 1).
   *
   * @param cells as gold.cohort_cells, of the parts that are shown
   * @param marginRate margin as a fraction of revenue, of lines whose cost is not known and of what
   *     came back
   */
  public static Dataset<Row> of(Dataset<Row> cells, LocalDate asOf, double marginRate) {
    return kinds(running(dense(cells, asOf), marginRate), asOf);
  }

  private static Dataset<Row> dense(Dataset<Row> cells, LocalDate asOf) {
    Column newest = NamedPeriod.index(col(Retention.PERIOD), lit(asOf)).minus(col(COHORT_NUMBER));
    Dataset<Row> grid =
        cells
            .filter(col(CohortCells.MEMBERS).gt(0).and(isGross()))
            .select(
                col(Retention.PERIOD),
                col(Retention.SPLIT),
                col(Retention.SPLIT_VALUE),
                col(COHORT_NUMBER),
                col(CohortCells.MEMBERS).as(Retention.COHORT_SIZE))
            .withColumn(Retention.BASIS, explode(array(lit(Cohorts.GROSS), lit(Cohorts.NET))))
            .withColumn(K, explode(sequence(lit(0), newest)));
    List<Column> row = new ArrayList<>(List.of(Cells.columns(CELL)));
    row.add(col(Retention.COHORT_SIZE));
    row.add(orZero(CohortCells.ACTIVE).as(Retention.ACTIVE_CUSTOMERS));
    row.add(orZero(CohortCells.LAST_HERE));
    row.add(orZero(CohortCells.FIRST_RETURN_HERE));
    row.add(orZero(CohortCells.ORDERS));
    row.add(orZero(CohortCells.REVENUE));
    row.add(orZero(CohortCells.COST));
    row.add(orZero(CohortCells.COSTED_REVENUE));
    return grid.join(cells, CELL, "left").select(row.toArray(Column[]::new));
  }

  private static Column isGross() {
    return col(Retention.BASIS).equalTo(Cohorts.GROSS);
  }

  private static Dataset<Row> running(Dataset<Row> dense, double marginRate) {
    WindowSpec cohort =
        Window.partitionBy(
                Retention.BASIS,
                Retention.PERIOD,
                Retention.SPLIT,
                Retention.SPLIT_VALUE,
                COHORT_NUMBER)
            .orderBy(K);
    WindowSpec soFar = cohort.rowsBetween(Window.unboundedPreceding(), Window.currentRow());
    WindowSpec fromHere = cohort.rowsBetween(Window.currentRow(), Window.unboundedFollowing());
    return dense
        .withColumn(Retention.MARGIN, Cells.margin(marginRate))
        .withColumn(Retention.CUMULATIVE_REVENUE, sum(Retention.REVENUE).over(soFar))
        .withColumn(Retention.CUMULATIVE_MARGIN, sum(Retention.MARGIN).over(soFar))
        .withColumn(Retention.WITHIN, sum(CohortCells.FIRST_RETURN_HERE).over(soFar))
        .withColumn(Retention.ON_OR_AFTER, sum(CohortCells.LAST_HERE).over(fromHere));
  }

  private static Dataset<Row> kinds(Dataset<Row> running, LocalDate asOf) {
    Column period = col(Retention.PERIOD);
    Column index = col(COHORT_NUMBER).plus(col(K));
    Column complete = col(END).leq(lit(asOf));
    Column isOn = col(Retention.KIND).equalTo(Retention.ON);
    Column active =
        when(isOn, col(Retention.ACTIVE_CUSTOMERS))
            .when(col(Retention.KIND).equalTo(Retention.WITHIN), col(Retention.WITHIN))
            .otherwise(col(Retention.ON_OR_AFTER));
    Column observedTo =
        when(col(Retention.KIND).equalTo(Retention.ON_OR_AFTER), lit(asOf))
            .otherwise(least(col(END), lit(asOf)));
    Column size = col(Retention.COHORT_SIZE);
    return running
        .withColumn(Retention.COHORT, NamedPeriod.start(period, col(COHORT_NUMBER)))
        .withColumn(END, NamedPeriod.end(period, index))
        .withColumn(
            Retention.KIND,
            explode(array(lit(Retention.ON), lit(Retention.ON_OR_AFTER), lit(Retention.WITHIN))))
        .filter(not(col(Retention.KIND).equalTo(Retention.WITHIN).and(col(K).equalTo(0))))
        .withColumn(Retention.ACTIVE_CUSTOMERS, active)
        .select(
            lit(asOf).as(Retention.AS_OF),
            period,
            col(Retention.BASIS),
            col(Retention.SPLIT),
            col(Retention.SPLIT_VALUE),
            col(Retention.KIND),
            col(Retention.COHORT),
            NamedPeriod.label(period, col(Retention.COHORT)).as(Retention.LABEL),
            col(K).as(Retention.PERIOD_INDEX),
            NamedPeriod.start(period, index).as(Retention.PERIOD_START),
            size,
            col(Retention.ACTIVE_CUSTOMERS),
            when(isOn, col(Retention.ORDERS)).as(Retention.ORDERS),
            when(isOn, Cells.money(col(Retention.REVENUE))).as(Retention.REVENUE),
            when(isOn, Cells.money(col(Retention.CUMULATIVE_REVENUE)))
                .as(Retention.CUMULATIVE_REVENUE),
            when(
                    isOn,
                    Cells.money(col(Retention.CUMULATIVE_REVENUE))
                        .divide(size)
                        .cast(io.churnlake.table.Types.MONEY))
                .as(Retention.CUMULATIVE_REVENUE_PER_CUSTOMER),
            when(isOn, Cells.money(col(Retention.MARGIN))).as(Retention.MARGIN),
            when(isOn, Cells.money(col(Retention.CUMULATIVE_MARGIN)))
                .as(Retention.CUMULATIVE_MARGIN),
            when(
                    isOn,
                    Cells.money(col(Retention.CUMULATIVE_MARGIN))
                        .divide(size)
                        .cast(io.churnlake.table.Types.MONEY))
                .as(Retention.CUMULATIVE_MARGIN_PER_CUSTOMER),
            when(complete, WilsonColumns.share(col(Retention.ACTIVE_CUSTOMERS), size))
                .as(Retention.RATE),
            when(complete, WilsonColumns.low(col(Retention.ACTIVE_CUSTOMERS), size))
                .as(Retention.RATE_LOW),
            when(complete, WilsonColumns.high(col(Retention.ACTIVE_CUSTOMERS), size))
                .as(Retention.RATE_HIGH),
            complete.as(Retention.IS_COMPLETE),
            when(not(complete), lit(Retention.PERIOD_NOT_ENDED)).as(Retention.NULL_REASON),
            observedTo.as(Retention.OBSERVED_TO));
  }

  private static Column orZero(String name) {
    return coalesce(col(name), lit(0L)).as(name);
  }
}
