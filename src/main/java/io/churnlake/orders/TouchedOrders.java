package io.churnlake.orders;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import io.churnlake.table.BronzeOrderLines;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Which lines have to be looked at again when some lines have changed.
 *
 * <p>Changed lines are those that are new, and those that are there no more because their file was
 * loaded anew. What silver says of a line depends on the other lines of its order (date, customer,
 * latest delivery) and on the other lines of the customer whose purchases it concerns (returns). So
 * the orders of the changed lines and the orders that those name are touched; the customers of
 * changed lines, in touched orders, and of returns that name one, are touched; and all that lies in
 * an order of a touched customer has to be read to judge their lines as a whole rebuild would.
 */
public final class TouchedOrders {
  /** The one column of the sets of orders. */
  public static final String ORDER_ID = BronzeOrderLines.ORDER_ID;

  private static final String TIMES = "times";

  /** Where a row of a table lies, and since when, makes no other line of it. */
  private static final List<String> PLACE =
      List.of(BronzeOrderLines.FILE, BronzeOrderLines.POSITION, BronzeOrderLines.FIRST_LOAD_ID);

  /** What silver knows of a line of bronze; the load tells its place among the deliveries. */
  private static final List<String> CONTENT =
      BronzeOrderLines.TABLE.columnNames().stream()
          .filter(
              name ->
                  !name.equals(BronzeOrderLines.LOAD_ID) && !name.equals(BronzeOrderLines.FURTHER))
          .toList();

  private TouchedOrders() {}

  /**
   * The changed lines where files were loaded anew: of these files most lines are as they were.
   *
   * @param fresh lines that came since, of bronze.order_lines
   * @param former lines that have gone since
   * @param rules whether the files are those of a table
   * @return the lines that are in one and not as often in the other: order_id, refers_to_order and
   *     customer_key
   */
  public static Dataset<Row> changed(Dataset<Row> fresh, Dataset<Row> former, CountingRules rules) {
    boolean hasPlaces = rules.sameLine() != CountingRules.SameLine.AS_THEY_STAND;
    Column[] alike =
        CONTENT.stream()
            .filter(name -> hasPlaces || !PLACE.contains(name))
            .map(name -> col(name))
            .toArray(Column[]::new);
    return content(fresh, 1)
        .unionByName(content(former, -1))
        .groupBy(alike)
        .agg(sum(TIMES).as(TIMES))
        .filter(col(TIMES).notEqual(0))
        .select(
            BronzeOrderLines.ORDER_ID,
            BronzeOrderLines.REFERS_TO_ORDER,
            BronzeOrderLines.CUSTOMER_KEY);
  }

  private static Dataset<Row> content(Dataset<Row> lines, int times) {
    return lines
        .withColumn(BronzeOrderLines.FIRST_LOAD_ID, OrderLines.deliveredBy())
        .select(CONTENT.stream().map(name -> col(name)).toArray(Column[]::new))
        .withColumn(TIMES, lit(times));
  }

  /** Ids of the orders of changed lines; only there can a line be gone. */
  public static Dataset<Row> delivered(Dataset<Row> changed) {
    return changed.select(ORDER_ID).distinct();
  }

  /** Ids of the orders of changed lines, and of all orders that lines of these name. */
  public static Dataset<Row> orders(Dataset<Row> bronze, Dataset<Row> changed) {
    Dataset<Row> own = named(changed);
    return own.union(named(within(bronze, own, BronzeOrderLines.ORDER_ID))).distinct();
  }

  /**
   * Keys of the customers of changed lines, with a line in one of the orders, or with a return that
   * names one.
   */
  public static Dataset<Row> customers(
      Dataset<Row> bronze, Dataset<Row> changed, Dataset<Row> orders) {
    return within(bronze, orders, BronzeOrderLines.ORDER_ID)
        .select(BronzeOrderLines.CUSTOMER_KEY)
        .union(naming(bronze, orders).select(BronzeOrderLines.CUSTOMER_KEY))
        .union(changed.select(BronzeOrderLines.CUSTOMER_KEY))
        .filter(col(BronzeOrderLines.CUSTOMER_KEY).isNotNull())
        .distinct();
  }

  /**
   * Ids of the orders that are known in full: those of the customers, what they name, the orders.
   */
  public static Dataset<Row> known(
      Dataset<Row> bronze, Dataset<Row> orders, Dataset<Row> customers) {
    return named(bronze.join(customers, new String[] {BronzeOrderLines.CUSTOMER_KEY}, "left_semi"))
        .union(orders)
        .distinct();
  }

  /** Ids of all orders that have to be read: those known, and those with a line that names one. */
  public static Dataset<Row> toRead(Dataset<Row> bronze, Dataset<Row> known) {
    return known.union(naming(bronze, known).select(ORDER_ID)).distinct();
  }

  /** The lines (of bronze or silver) in one of the orders. */
  public static Dataset<Row> in(Dataset<Row> lines, Dataset<Row> orders) {
    return within(lines, orders, BronzeOrderLines.ORDER_ID);
  }

  /** The lines that name one of the orders. */
  public static Dataset<Row> naming(Dataset<Row> lines, Dataset<Row> orders) {
    return within(
        lines.filter(col(BronzeOrderLines.REFERS_TO_ORDER).isNotNull()),
        orders,
        BronzeOrderLines.REFERS_TO_ORDER);
  }

  private static Dataset<Row> within(Dataset<Row> lines, Dataset<Row> orders, String column) {
    Dataset<Row> ids = orders.select(col(ORDER_ID).as(column));
    return lines.join(ids, new String[] {column}, "left_semi");
  }

  private static Dataset<Row> named(Dataset<Row> lines) {
    Column both = array(col(BronzeOrderLines.ORDER_ID), col(BronzeOrderLines.REFERS_TO_ORDER));
    return lines.select(explode(both).as(ORDER_ID)).filter(col(ORDER_ID).isNotNull()).distinct();
  }
}
