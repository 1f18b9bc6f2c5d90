package io.churnlake.economics;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lag;
import static org.apache.spark.sql.functions.lead;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sequence;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.churnlake.table.CustomerDays;
import io.churnlake.table.Types;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.OptionalDouble;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * What a customer did in a month. A row speaks for the ends of months from its own up to the
 * customer's next row; the customer is active at those up to {@link #ACTIVE_UNTIL}.
 */
public final class CustomerMonths {
  static final String CUSTOMER_KEY = CustomerDays.CUSTOMER_KEY;
  static final String AT = Cells.AT;
  static final String ACTIVE_UNTIL = "active_until";

  /** Active at the end of the month before, too. */
  static final String CARRIED_ON = "carried_on";

  static final String LINES = "lines";
  static final String FULL_PRICE_LINES = "full_price_lines";
  static final String MARGIN = "margin";

  private static final String LAST_DATE = "last_date";
  private static final int RATE_SCALE = 10;

  private CustomerMonths() {}

  /**
   * One row a customer and month with an occasion by the business date: customer_key, channel,
   * cohort, left_truncated, at, active_until, carried_on, lines, full_price_lines, margin. What the
   * members say is joined here, once, while the rows lie by customer.
   *
   * @param customerDays silver.customer_days
   * @param members see {@link Members}
   * @param marginRate that of gold.clv, for revenue whose cost is not known; none: there are no
   *     amounts, and the margin is NULL
   */
  public static Dataset<Row> of(
      Dataset<Row> customerDays, Dataset<Row> members, OptionalDouble marginRate, Scope scope) {
    WindowSpec customer = Window.partitionBy(CUSTOMER_KEY).orderBy(AT);
    Column newest = lit(scope.newest());
    // The first day on which the last occasion has left the window.
    Column leaves = date_add(col(LAST_DATE), scope.windowDays());
    Column reaches =
        when(leaves.gt(lit(scope.asOf())), newest).otherwise(Scope.MONTH.index(leaves).minus(1));
    Column untilNext = coalesce(lead(AT, 1).over(customer).minus(1), newest);
    return summed(customerDays, scope)
        .withColumn(ACTIVE_UNTIL, least(reaches, untilNext))
        .withColumn(
            CARRIED_ON,
            coalesce(lag(ACTIVE_UNTIL, 1).over(customer).equalTo(col(AT).minus(1)), lit(false)))
        .join(
            members.select(CUSTOMER_KEY, Members.CHANNEL, Members.COHORT, Members.LEFT_TRUNCATED),
            CUSTOMER_KEY)
        .select(
            col(CUSTOMER_KEY),
            col(Members.CHANNEL),
            col(Members.COHORT),
            col(Members.LEFT_TRUNCATED),
            col(AT),
            col(ACTIVE_UNTIL),
            col(CARRIED_ON),
            col(LINES),
            col(FULL_PRICE_LINES),
            margin(marginRate).as(MARGIN));
  }

  private static Dataset<Row> summed(Dataset<Row> customerDays, Scope scope) {
    return customerDays
        .filter(col(CustomerDays.LINES).gt(0).and(scope.known(col(CustomerDays.ORDER_DATE))))
        .select(
            col(CUSTOMER_KEY),
            col(CustomerDays.ORDER_DATE),
            Scope.MONTH.index(col(CustomerDays.ORDER_DATE)).as(AT),
            col(CustomerDays.LINES),
            col(CustomerDays.DISCOUNTED_LINES),
            col(CustomerDays.REVENUE),
            col(CustomerDays.COST),
            col(CustomerDays.COSTED_REVENUE))
        // The only shuffle of customer-days: the aggregate and the windows are by customer.
        .repartition(col(CUSTOMER_KEY))
        .groupBy(CUSTOMER_KEY, AT)
        .agg(
            max(CustomerDays.ORDER_DATE).as(LAST_DATE),
            sum(CustomerDays.LINES).as(LINES),
            sum(col(CustomerDays.LINES).minus(coalesce(col(CustomerDays.DISCOUNTED_LINES), lit(0))))
                .as(FULL_PRICE_LINES),
            money(CustomerDays.REVENUE),
            money(CustomerDays.COST),
            money(CustomerDays.COSTED_REVENUE));
  }

  /** Days that an older lake has made do not know costs. */
  private static Column money(String name) {
    return coalesce(sum(name), lit(0)).cast(Types.MONEY).as(name);
  }

  /** As gold.clv has it: known where costs are, elsewhere at the rate. */
  private static Column margin(OptionalDouble rate) {
    if (rate.isEmpty()) {
      return lit(null).cast(Types.MONEY);
    }
    Column costed = col(CustomerDays.COSTED_REVENUE);
    BigDecimal factor =
        BigDecimal.valueOf(rate.getAsDouble()).setScale(RATE_SCALE, RoundingMode.HALF_UP);
    return costed
        .minus(col(CustomerDays.COST))
        .plus(col(CustomerDays.REVENUE).minus(costed).multiply(lit(factor)))
        .cast(Types.MONEY);
  }

  /** Customers active at the end of each month, or on the business date: at, {@code name}. */
  static Dataset<Row> active(Dataset<Row> months, String name) {
    return unrolled(months.filter(col(AT).leq(col(ACTIVE_UNTIL))), col(AT), name);
  }

  /**
   * Customers active at the start and at the end of each month, by what {@code keys} say of them:
   * the keys, at, {@code name}.
   */
  static Dataset<Row> retained(Dataset<Row> months, String name, String... keys) {
    Column from = when(col(CARRIED_ON), col(AT)).otherwise(col(AT).plus(1));
    return unrolled(months.filter(from.leq(col(ACTIVE_UNTIL))), from, name, keys);
  }

  /** Runs of equal shape are counted together, and only these few shapes are unrolled. */
  private static Dataset<Row> unrolled(
      Dataset<Row> runs, Column from, String name, String... keys) {
    Column[] shape = new Column[keys.length + 2];
    Column[] cell = new Column[keys.length + 1];
    for (int i = 0; i < keys.length; i++) {
      shape[i] = col(keys[i]);
      cell[i] = col(keys[i]);
    }
    shape[keys.length] = from.as("from");
    shape[keys.length + 1] = col(ACTIVE_UNTIL);
    cell[keys.length] = col(AT);
    return runs.groupBy(shape)
        .agg(count(lit(1)).as(name))
        .withColumn(AT, explode(sequence(col("from"), col(ACTIVE_UNTIL))))
        .groupBy(cell)
        .agg(sum(name).as(name));
  }
}
