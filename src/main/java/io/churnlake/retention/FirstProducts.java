package io.churnlake.retention;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.round;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.churnlake.table.CohortCells;
import io.churnlake.table.Cohorts;
import io.churnlake.table.Kpis;
import io.churnlake.table.OrderTiming;
import io.churnlake.table.ProductOutcomes;
import io.churnlake.table.TimingCells;
import io.churnlake.table.Types;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * gold.products: what becomes of those who began with a product or a category, rare ones too. It is
 * made of the sums of cohorts and of order timing; no customer is looked at again.
 */
public final class FirstProducts {
  private static final String[] PART = {ProductOutcomes.SPLIT, ProductOutcomes.SPLIT_VALUE};

  private FirstProducts() {}

  /**
   * One row a product and one a category that some customer began with.
   *
   * @param cohorts as gold.cohort_cells, of one kind of period
   * @param timing as gold.timing_cells
   * @param marginRate margin as a fraction of revenue where costs are not known
   * @param least so many new customers are enough to say so
   */
  public static Dataset<Row> of(
      Dataset<Row> cohorts, Dataset<Row> timing, LocalDate asOf, double marginRate, int least) {
    Column wanted = col(ProductOutcomes.SPLIT).isin("first_product", "first_category");
    Dataset<Row> waits =
        OrderWaits.of(
            timing.filter(
                col(TimingCells.NUMBER)
                    .equalTo(1)
                    .and(wanted.or(col(ProductOutcomes.SPLIT).equalTo(Cohorts.ALL)))),
            asOf);
    List<Column> overall = new ArrayList<>();
    for (String within : List.of(ProductOutcomes.WITHIN_90, ProductOutcomes.WITHIN_365)) {
      overall.add(col(within).as(ProductOutcomes.ofAll(within)));
    }
    Dataset<Row> all =
        waits
            .filter(col(ProductOutcomes.SPLIT).equalTo(Cohorts.ALL))
            .select(overall.toArray(Column[]::new));
    Dataset<Row> ofProducts =
        waits
            .filter(wanted)
            .withColumnRenamed(OrderTiming.CUSTOMERS, ProductOutcomes.NEW_CUSTOMERS);
    Dataset<Row> sums = sums(cohorts.filter(wanted), marginRate);
    return sums.join(ofProducts, PART, "left")
        // Without a new customer there is no curve of all, and still what customers brought.
        .join(broadcast(all), lit(true), "left")
        .select(columns(asOf, least));
  }

  private static Dataset<Row> sums(Dataset<Row> cohorts, double marginRate) {
    Column gross = col(CohortCells.BASIS).equalTo(Cohorts.GROSS);
    Column rate = lit(BigDecimal.valueOf(marginRate)).cast("decimal(20,10)");
    Column margin =
        col(CohortCells.COSTED_REVENUE)
            .minus(col(CohortCells.COST))
            .plus(
                round(
                    col(CohortCells.REVENUE)
                        .minus(col(CohortCells.COSTED_REVENUE))
                        .cast("decimal(18,0)")
                        .multiply(rate)));
    return cohorts
        .groupBy(Cells.columns(PART))
        .agg(
            sum(when(gross, col(CohortCells.MEMBERS))).as(ProductOutcomes.CUSTOMERS),
            sum(when(gross, col(CohortCells.ORDERS))).as(ProductOutcomes.ORDERS),
            sum(when(gross, col(CohortCells.REVENUE))).as(ProductOutcomes.REVENUE),
            sum(when(gross, lit(0L)).otherwise(col(CohortCells.REVENUE)))
                .as(ProductOutcomes.NET_REVENUE),
            sum(when(gross, margin)).as(ProductOutcomes.MARGIN));
  }

  private static Column[] columns(LocalDate asOf, int least) {
    Column customers = col(ProductOutcomes.CUSTOMERS);
    Column newCustomers = coalesce(col(ProductOutcomes.NEW_CUSTOMERS), lit(0L));
    List<Column> columns =
        new ArrayList<>(
            List.of(
                lit(asOf).as(ProductOutcomes.AS_OF),
                col(ProductOutcomes.SPLIT),
                col(ProductOutcomes.SPLIT_VALUE),
                customers,
                newCustomers.geq(least).as(ProductOutcomes.IS_ENOUGH),
                col(ProductOutcomes.ORDERS),
                money(ProductOutcomes.REVENUE),
                money(ProductOutcomes.NET_REVENUE),
                money(ProductOutcomes.MARGIN),
                col(ProductOutcomes.ORDERS)
                    .cast("double")
                    .divide(customers)
                    .as(ProductOutcomes.ORDERS_PER_CUSTOMER),
                mean(ProductOutcomes.REVENUE).as(ProductOutcomes.REVENUE_PER_CUSTOMER),
                mean(ProductOutcomes.MARGIN).as(ProductOutcomes.MARGIN_PER_CUSTOMER),
                newCustomers.as(ProductOutcomes.NEW_CUSTOMERS),
                coalesce(col(ProductOutcomes.CAME_AGAIN), lit(0L)).as(ProductOutcomes.CAME_AGAIN),
                col(ProductOutcomes.MEDIAN)));
    for (String within : List.of(ProductOutcomes.WITHIN_90, ProductOutcomes.WITHIN_365)) {
      columns.add(col(within));
      columns.add(
          when(col(within).isNull(), lit(Kpis.WINDOW_NOT_OBSERVED)).as(Kpis.nullReason(within)));
      columns.add(col(Kpis.low(within)));
      columns.add(col(Kpis.high(within)));
      columns.add(col(ProductOutcomes.ofAll(within)));
    }
    return columns.toArray(Column[]::new);
  }

  private static Column money(String amount) {
    return Cells.money(col(amount)).as(amount);
  }

  private static Column mean(String amount) {
    return Cells.money(col(amount)).divide(col(ProductOutcomes.CUSTOMERS)).cast(Types.MONEY);
  }
}
