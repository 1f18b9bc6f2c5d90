package io.churnlake.clv;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.datediff;
import static org.apache.spark.sql.functions.lag;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.ln;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.min_by;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.churnlake.table.CustomerDays;
import io.churnlake.table.Customers;
import io.churnlake.table.Types;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/** The sufficient statistics of each customer's history: how often, how recently, how much. */
public final class CustomerSummaries {
  public static final String CUSTOMER_KEY = CustomerDays.CUSTOMER_KEY;
  public static final String X = "x";
  public static final String T_X_DAYS = "t_x_days";
  public static final String T_DAYS = "t_days";
  public static final String MEAN_SPEND = "mean_spend";
  public static final String HISTORIC_REVENUE = "historic_revenue";
  public static final String HISTORIC_COST = "historic_cost";
  public static final String COSTED_REVENUE = "costed_revenue";
  public static final String CHANNEL = "channel";
  public static final String COUNTRY = "country";
  public static final String FIRST_CATEGORY = "first_category";

  /** What an attribute is where the log has none. */
  public static final String UNKNOWN = "unknown";

  private CustomerSummaries() {}

  /**
   * Summarises every customer with an occasion up to as_of.
   *
   * <p>The first occasion is in neither x nor the mean spend (Fader, Hardie, Lee 2005).
   *
   * @param customerDays silver.customer_days; days without a counting line and days after as_of are
   *     not looked at
   * @return customer_key, x INT repeat occasions, t_x_days INT from first to last occasion, t_days
   *     INT from first occasion to as_of, mean_spend DOUBLE over the repeat occasions (NULL when x
   *     = 0), historic_revenue DECIMAL(18,4) of all occasions, historic_cost and costed_revenue
   *     DECIMAL(18,4) of their lines with a known cost, 0 without any
   */
  public static Dataset<Row> of(Dataset<Row> customerDays, LocalDate asOf) {
    return occasions(customerDays, asOf)
        .groupBy(col(CUSTOMER_KEY))
        .agg(
            count(lit(1)).as("occasions"),
            min(col(CustomerDays.ORDER_DATE)).as("first_date"),
            max(col(CustomerDays.ORDER_DATE)).as("last_date"),
            sum(col(CustomerDays.REVENUE)).as("revenue"),
            sumOfKnown(CustomerDays.COST).as("cost"),
            sumOfKnown(CustomerDays.COSTED_REVENUE).as("costed"),
            min_by(col(CustomerDays.REVENUE), col(CustomerDays.ORDER_DATE)).as("first_revenue"))
        .select(
            col(CUSTOMER_KEY),
            col("occasions").minus(1).cast(Types.INT).as(X),
            datediff(col("last_date"), col("first_date")).as(T_X_DAYS),
            datediff(lit(asOf), col("first_date")).as(T_DAYS),
            when(
                    col("occasions").gt(1),
                    col("revenue")
                        .minus(col("first_revenue"))
                        .cast(Types.DOUBLE)
                        .divide(col("occasions").minus(1)))
                .as(MEAN_SPEND),
            col("revenue").cast(Types.MONEY).as(HISTORIC_REVENUE),
            col("cost").cast(Types.MONEY).as(HISTORIC_COST),
            col("costed").cast(Types.MONEY).as(COSTED_REVENUE));
  }

  /** Days that an older lake has made do not know costs. */
  private static Column sumOfKnown(String amount) {
    return sum(coalesce(col(amount), lit(0).cast(Types.MONEY)));
  }

  /**
   * Adds the attributes of the first order.
   *
   * @param summaries with a customer_key, such as those of {@link #of}
   * @param customers silver.customers; a customer that is missing there has unknown attributes
   * @return the columns of {@code summaries}, then channel, country, first_category STRING, {@link
   *     #UNKNOWN} where the log has none
   */
  public static Dataset<Row> withAttributes(Dataset<Row> summaries, Dataset<Row> customers) {
    Dataset<Row> attributes =
        customers.select(
            col(Customers.CUSTOMER_KEY),
            col(Customers.FIRST_CHANNEL),
            col(Customers.FIRST_COUNTRY),
            col(Customers.FIRST_CATEGORY).as("category"));
    List<Column> columns = new ArrayList<>();
    for (String name : summaries.columns()) {
      columns.add(summaries.col(name));
    }
    columns.add(known(Customers.FIRST_CHANNEL).as(CHANNEL));
    columns.add(known(Customers.FIRST_COUNTRY).as(COUNTRY));
    columns.add(known("category").as(FIRST_CATEGORY));
    return summaries
        .join(
            attributes,
            summaries.col(CUSTOMER_KEY).equalTo(attributes.col(Customers.CUSTOMER_KEY)),
            "left")
        .select(columns.toArray(new Column[0]));
  }

  /**
   * The natural logarithms of the days between consecutive occasions up to as_of, summed over the
   * customers of each group: what the regularity of buying is estimated from.
   *
   * @param grouped customers with their {@link CustomerGroups#GROUP}
   * @return one row a group with a repeat buyer: the group INT, log_gap_days DOUBLE
   */
  public static Dataset<Row> logGapDays(
      Dataset<Row> customerDays, Dataset<Row> grouped, LocalDate asOf) {
    Column before =
        lag(col(CustomerDays.ORDER_DATE), 1)
            .over(Window.partitionBy(CUSTOMER_KEY).orderBy(CustomerDays.ORDER_DATE));
    return occasions(customerDays, asOf)
        .select(col(CUSTOMER_KEY), ln(datediff(col(CustomerDays.ORDER_DATE), before)).as("log_gap"))
        .groupBy(col(CUSTOMER_KEY))
        .agg(sum(col("log_gap")).as("log_gaps"))
        .join(grouped.select(col(CUSTOMER_KEY), col(CustomerGroups.GROUP)), CUSTOMER_KEY)
        .groupBy(col(CustomerGroups.GROUP))
        .agg(sum(col("log_gaps")).as("log_gap_days"))
        .where(col("log_gap_days").isNotNull())
        .select(col(CustomerGroups.GROUP), col("log_gap_days"));
  }

  /** The days up to as_of with a counting line. */
  static Dataset<Row> occasions(Dataset<Row> customerDays, LocalDate asOf) {
    return customerDays.where(
        col(CustomerDays.LINES).gt(0).and(col(CustomerDays.ORDER_DATE).leq(lit(asOf))));
  }

  private static Column known(String attribute) {
    return coalesce(col(attribute), lit(UNKNOWN));
  }
}
