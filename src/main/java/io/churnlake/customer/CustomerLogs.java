package io.churnlake.customer;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_repeat;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.unix_date;
import static org.apache.spark.sql.functions.when;

import io.churnlake.table.Cohorts;
import io.churnlake.table.CustomerDays;
import io.churnlake.table.Customers;
import io.churnlake.table.Returns;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Customers with all their days, so that what takes a customer's whole history is counted in one
 * pass over partitions. The days are shuffled once.
 */
public final class CustomerLogs {
  /** Column of {@link #ofDays}: days from 1970-01-01 to the customer's first day of any kind. */
  static final String FIRST_DAY = "first_day";

  private static final String DAYS = "days";
  private static final String DATE = "date";
  private static final int TEN_THOUSAND = 10_000;

  private CustomerLogs() {}

  /**
   * Rows for {@link CustomerLog#of}: one a customer with a day or a return up to {@code asOf}; of
   * days on which nothing counts and nothing came back only {@link #FIRST_DAY} tells. Customers
   * without a counting order are of no known part of any split.
   *
   * @param days silver.customer_days
   * @param returns silver.returns; those dated after {@code asOf} are not used
   * @param members see {@link Splits#of}
   * @param splits how many there are beside 'all'
   */
  public static Dataset<Row> of(
      Dataset<Row> days, Dataset<Row> returns, Dataset<Row> members, int splits, LocalDate asOf) {
    Dataset<Row> takenBack =
        NetDays.takenBack(returns.filter(col(Returns.RETURNED_ON).leq(lit(asOf))));
    return ofDays(days, takenBack, members, splits, asOf);
  }

  /** The same of what was taken back as {@link NetDays#takenBack} has it. */
  public static Dataset<Row> ofDays(
      Dataset<Row> days, Dataset<Row> takenBack, Dataset<Row> members, int splits, LocalDate asOf) {
    Column known = col(CustomerDays.ORDER_DATE).leq(lit(asOf));
    Dataset<Row> bought =
        days.filter(known)
            .select(
                col(CustomerDays.CUSTOMER_KEY),
                date(),
                when(
                        col(CustomerDays.LINES).gt(0).or(col(CustomerDays.RETURN_AMOUNT).gt(0)),
                        struct(
                            date(),
                            col(CustomerDays.ORDERS),
                            col(CustomerDays.LINES),
                            col(CustomerDays.LINES)
                                .minus(col(CustomerDays.DISCOUNTED_LINES))
                                .as("full"),
                            money(CustomerDays.REVENUE).as("revenue"),
                            money(CustomerDays.COST).as("cost"),
                            money(CustomerDays.COSTED_REVENUE).as("costed"),
                            col(CustomerDays.CATEGORIES),
                            col(CustomerDays.ORDERS).as("net_orders"),
                            col(CustomerDays.LINES).as("net_lines"),
                            money(CustomerDays.REVENUE).as("net_revenue"),
                            col(CustomerDays.PRODUCTS),
                            money(CustomerDays.DISCOUNT).as("discount"),
                            money(CustomerDays.RETURN_AMOUNT).as("returned")))
                    .as(DAYS));
    Dataset<Row> returned =
        takenBack
            .filter(known)
            .select(
                col(CustomerDays.CUSTOMER_KEY),
                date(),
                struct(
                        date(),
                        lit(0).as("orders"),
                        lit(0).as("lines"),
                        lit(0).as("full"),
                        lit(0L).as("revenue"),
                        lit(0L).as("cost"),
                        lit(0L).as("costed"),
                        lit(null).cast("array<string>").as("categories"),
                        col(CustomerDays.ORDERS).as("net_orders"),
                        col(CustomerDays.LINES).as("net_lines"),
                        money(CustomerDays.REVENUE).as("net_revenue"),
                        lit(0).as("products"),
                        lit(0L).as("discount"),
                        lit(0L).as("returned"))
                    .as(DAYS));
    Column nowhere = concat(array(lit(Cohorts.ALL)), array_repeat(lit(Splits.UNKNOWN), splits));
    return bought
        .unionAll(returned)
        .groupBy(CustomerDays.CUSTOMER_KEY)
        .agg(collect_list(DAYS).as(DAYS), min(DATE).as(FIRST_DAY))
        .join(members, new String[] {CustomerDays.CUSTOMER_KEY}, "left")
        .select(
            coalesce(col(Splits.FIRST_ORDER), lit(CustomerLog.NEVER)).as(Splits.FIRST_ORDER),
            coalesce(col(Customers.LEFT_TRUNCATED), lit(false)).as(Customers.LEFT_TRUNCATED),
            coalesce(col(Splits.VALUES), nowhere).as(Splits.VALUES),
            col(DAYS),
            col(FIRST_DAY),
            col(CustomerDays.CUSTOMER_KEY));
  }

  private static Column date() {
    return unix_date(col(CustomerDays.ORDER_DATE)).as(DATE);
  }

  private static Column money(String amount) {
    return col(amount).multiply(TEN_THOUSAND).cast("long");
  }

  /** The names of splits in the order of {@link CustomerLog#splitValues}. */
  public static List<String> names(List<String> splits) {
    return java.util.stream.Stream.concat(java.util.stream.Stream.of(Cohorts.ALL), splits.stream())
        .toList();
  }
}
