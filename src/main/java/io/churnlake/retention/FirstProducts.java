package io.churnlake.retention;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.unix_date;
import static org.apache.spark.sql.functions.when;

import io.churnlake.quality.MeanColumns;
import io.churnlake.table.Cohorts;
import io.churnlake.table.Kpis;
import io.churnlake.table.NextOrder;
import io.churnlake.table.OrderTiming;
import io.churnlake.table.ProductCells;
import io.churnlake.table.ProductOutcomes;
import io.churnlake.table.TimingCells;
import io.churnlake.table.Types;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/** gold.products: what becomes of those who began with a product or a category, rare ones too. */
public final class FirstProducts {
  /** What customers can have begun with. */
  public static final List<String> SPLITS = List.of("first_product", "first_category");

  private static final String[] PART = {ProductOutcomes.SPLIT, ProductOutcomes.SPLIT_VALUE};

  private FirstProducts() {}

  /**
   * gold.product_cells: all that something falls into.
   *
   * @param logs see {@link io.churnlake.customer.CustomerLogs#of}
   * @param splits names of the splits, 'all' first
   */
  public static Dataset<Row> cells(Dataset<Row> logs, List<String> splits) {
    return Cells.added(
        ProductCells.TABLE,
        logs.mapPartitions(
            Tally.over(() -> new ProductTally(splits)), Encoders.row(ProductCells.TABLE.schema())));
  }

  /** Costed revenue, cost, revenue of all: what the margin rate follows from. */
  public static Dataset<Row> costs(Dataset<Row> cells) {
    return cells
        .filter(
            col(ProductCells.SPLIT)
                .equalTo(Cohorts.ALL)
                .and(col(ProductCells.KIND).equalTo(ProductCells.MEMBERS)))
        .agg(
            sum(col(ProductCells.COSTED_REVENUE).cast("decimal(20,0)")),
            sum(col(ProductCells.COST).cast("decimal(20,0)")),
            sum(col(ProductCells.REVENUE).cast("decimal(20,0)")));
  }

  /**
   * One row a product and one a category that some customer began with.
   *
   * @param cells as gold.product_cells
   * @param marginRate margin as a fraction of revenue where costs are not known
   * @param least so many new customers are enough to say so
   */
  public static Dataset<Row> of(Dataset<Row> cells, LocalDate asOf, double marginRate, int least) {
    Column isMembers = col(ProductCells.KIND).equalTo(ProductCells.MEMBERS);
    Column wanted = col(ProductOutcomes.SPLIT).notEqual(Cohorts.ALL);
    Dataset<Row> waits =
        OrderWaits.of(cells.filter(not(isMembers)).withColumn(TimingCells.NUMBER, lit(1)), asOf);
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
    Dataset<Row> sums =
        cells
            .filter(isMembers.and(wanted))
            .withColumn(ProductOutcomes.MARGIN, Cells.margin(marginRate));
    return sums.drop(
            ProductCells.KIND,
            ProductCells.START,
            ProductCells.LENGTH,
            ProductCells.REVENUE_REVENUE)
        .join(ofProducts, PART, "left")
        .join(followed(cells.filter(wanted), asOf, marginRate), PART, "left")
        // Without a new customer there is no curve of all, and still what customers brought.
        .join(broadcast(all), lit(true), "left")
        .select(columns(asOf, least));
  }

  /** What new customers brought in their first days, of those whom these days have passed. */
  private static Dataset<Row> followed(Dataset<Row> cells, LocalDate asOf, double marginRate) {
    Column passed =
        col(ProductCells.START).plus(col(ProductCells.LENGTH)).leq(unix_date(lit(asOf)));
    List<Column> sums = new ArrayList<>();
    for (String name :
        List.of(
            ProductCells.REVENUE,
            ProductCells.COST,
            ProductCells.COSTED_REVENUE,
            ProductCells.REVENUE_REVENUE)) {
      sums.add(sum(name).as(name));
    }
    MeanColumns revenue =
        new MeanColumns(
            col(ProductCells.REVENUE),
            col(ProductCells.REVENUE_REVENUE),
            col(ProductCells.CUSTOMERS));
    Column customers = col(ProductCells.CUSTOMERS);
    List<Column> found = new ArrayList<>();
    for (int days : ProductOutcomes.WITHIN_DAYS) {
      Column own = col(ProductCells.LENGTH).equalTo(days);
      String name = ProductOutcomes.revenue(days);
      found.add(max(when(own, customers)).as(ProductOutcomes.followed(days)));
      found.add(max(when(own, Cells.moneyOfMean(revenue.mean()))).as(name));
      found.add(max(when(own, Cells.moneyOfMean(revenue.low()))).as(Kpis.low(name)));
      found.add(max(when(own, Cells.moneyOfMean(revenue.high()))).as(Kpis.high(name)));
      found.add(
          max(when(own, Cells.money(col(ProductOutcomes.MARGIN)).divide(customers)))
              .cast(Types.MONEY)
              .as(ProductOutcomes.margin(days)));
    }
    return cells
        .filter(col(ProductCells.KIND).equalTo(ProductCells.WITHIN).and(passed))
        .groupBy(col(ProductCells.SPLIT), col(ProductCells.SPLIT_VALUE), col(ProductCells.LENGTH))
        .agg(sum(ProductCells.CUSTOMERS).as(ProductCells.CUSTOMERS), sums.toArray(Column[]::new))
        .withColumn(ProductOutcomes.MARGIN, Cells.margin(marginRate))
        .groupBy(Cells.columns(PART))
        .agg(found.get(0), found.subList(1, found.size()).toArray(Column[]::new));
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
                col(ProductOutcomes.MEDIAN),
                when(newCustomers.equalTo(0), lit(NextOrder.NOBODY_OBSERVED))
                    .when(col(ProductOutcomes.MEDIAN).isNull(), lit(OrderTiming.NOT_REACHED))
                    .as(Kpis.nullReason(ProductOutcomes.MEDIAN))));
    for (int days : ProductOutcomes.WITHIN_DAYS) {
      String within = OrderTiming.within(days);
      columns.add(col(within));
      columns.add(
          when(newCustomers.equalTo(0), lit(NextOrder.NOBODY_OBSERVED))
              .when(col(within).isNull(), lit(Kpis.WINDOW_NOT_OBSERVED))
              .as(Kpis.nullReason(within)));
      columns.add(col(Kpis.low(within)));
      columns.add(col(Kpis.high(within)));
      columns.add(col(ProductOutcomes.ofAll(within)));
      String revenue = ProductOutcomes.revenue(days);
      Column followed = coalesce(col(ProductOutcomes.followed(days)), lit(0L));
      columns.add(followed.as(ProductOutcomes.followed(days)));
      columns.add(col(revenue));
      columns.add(
          when(newCustomers.equalTo(0), lit(NextOrder.NOBODY_OBSERVED))
              .when(followed.equalTo(0), lit(Kpis.WINDOW_NOT_OBSERVED))
              .as(Kpis.nullReason(revenue)));
      columns.add(col(Kpis.low(revenue)));
      columns.add(col(Kpis.high(revenue)));
      columns.add(col(ProductOutcomes.margin(days)));
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
