package io.churnlake.churn;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.when;

import io.churnlake.clv.model.Cdnow;
import io.churnlake.table.CustomerDays;
import io.churnlake.table.Customers;
import io.churnlake.table.Types;
import io.churnlake.testing.SparkTest;
import io.churnlake.testing.TestData;
import java.math.BigDecimal;
import java.sql.Date;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Customer-days for tests: by hand, or of a real log. */
public final class Days {
  private Days() {}

  /** An occasion with two lines, no discount and no return. */
  static Row bought(String customer, String date, int revenue) {
    return day(customer, date, 1, 2, revenue, 0, 0);
  }

  /** A day on which something was returned and nothing bought. */
  static Row returned(String customer, String date, int amount) {
    return day(customer, date, 0, 0, 0, 0, amount);
  }

  static Row day(
      String customer, String date, int orders, int lines, int revenue, int discount, int back) {
    return day(
        customer,
        Date.valueOf(date),
        orders,
        lines,
        new BigDecimal(revenue),
        new BigDecimal(discount),
        new BigDecimal(back));
  }

  private static Row day(
      String customer,
      Date date,
      int orders,
      int lines,
      BigDecimal revenue,
      BigDecimal discount,
      BigDecimal back) {
    return RowFactory.create(
        customer,
        date,
        orders,
        lines,
        new BigDecimal(lines),
        revenue,
        discount,
        discount.signum() > 0 ? lines : 0,
        lines,
        List.of(),
        back.signum(),
        back,
        BigDecimal.ZERO,
        BigDecimal.ZERO,
        new BigDecimal(lines),
        revenue.subtract(back));
  }

  static Dataset<Row> of(List<Row> days) {
    return SparkTest.spark().createDataFrame(days, CustomerDays.TABLE.schema());
  }

  /** The customers of these days; the attributes of the first order beyond its date are empty. */
  public static Dataset<Row> customers(Dataset<Row> days, String historyGuardEnds) {
    Column occasion = when(col(CustomerDays.LINES).gt(0), col(CustomerDays.ORDER_DATE));
    return days.groupBy(CustomerDays.CUSTOMER_KEY)
        .agg(
            min(occasion).as(Customers.FIRST_ORDER_DATE),
            max(occasion).as(Customers.LAST_ORDER_DATE),
            count_distinct(occasion).cast(Types.INT).as(Customers.OCCASIONS),
            sum(CustomerDays.ORDERS).cast(Types.INT).as(Customers.ORDERS),
            sum(CustomerDays.REVENUE).cast(Types.MONEY).as(Customers.REVENUE))
        .filter(col(Customers.FIRST_ORDER_DATE).isNotNull())
        .withColumn(Customers.FIRST_CHANNEL, lit(null).cast(Types.STRING))
        .withColumn(Customers.FIRST_COUNTRY, lit(null).cast(Types.STRING))
        .withColumn(Customers.FIRST_SOURCE, lit(null).cast(Types.STRING))
        .withColumn(Customers.FIRST_PRODUCT, lit(null).cast(Types.STRING))
        .withColumn(Customers.FIRST_CATEGORY, lit(null).cast(Types.STRING))
        .withColumn(Customers.FIRST_DISCOUNTED, lit(false))
        .withColumn(
            Customers.LEFT_TRUNCATED,
            col(Customers.FIRST_ORDER_DATE).lt(lit(historyGuardEnds).cast(Types.DATE)));
  }

  /** The CDNOW sample, one order of one line a customer-day. */
  static Dataset<Row> cdnow() {
    List<Row> days = new ArrayList<>();
    Cdnow.days()
        .forEach(
            (customer, cents) ->
                cents.forEach(
                    (date, amount) ->
                        days.add(
                            day(
                                customer,
                                Date.valueOf(date),
                                1,
                                1,
                                BigDecimal.valueOf(amount, 2),
                                BigDecimal.ZERO,
                                BigDecimal.ZERO))));
    return of(days);
  }

  /** Online Retail, clean lines; cancelled lines are returns. */
  static Dataset<Row> onlineRetail() {
    Column cancelled = col("InvoiceNo").startsWith("C");
    Column clean = cancelled.equalTo(false).and(col("Quantity").gt(0)).and(col("UnitPrice").gt(0));
    Column amount = col("Quantity").multiply(col("UnitPrice")).cast(Types.MONEY);
    return SparkTest.spark()
        .read()
        .option("header", true)
        .schema(
            "InvoiceNo STRING, StockCode STRING, Description STRING, Quantity INT, InvoiceDate"
                + " STRING, UnitPrice DECIMAL(10,3), CustomerID STRING, Country STRING")
        .csv(TestData.path("online_retail").toString())
        .filter(col("CustomerID").isNotNull().and(clean.or(cancelled)))
        .groupBy(
            regexp_replace(col("CustomerID"), "\\.0$", "").as(CustomerDays.CUSTOMER_KEY),
            to_date(col("InvoiceDate").substr(1, 10)).as(CustomerDays.ORDER_DATE))
        .agg(
            count_distinct(when(clean, col("InvoiceNo"))).cast(Types.INT).as(CustomerDays.ORDERS),
            number(clean).as(CustomerDays.LINES),
            money(when(clean, col("Quantity"))).as(CustomerDays.PIECES),
            money(when(clean, amount)).as(CustomerDays.REVENUE),
            money(lit(0)).as(CustomerDays.DISCOUNT),
            lit(0).as(CustomerDays.DISCOUNTED_LINES),
            number(clean).as(CustomerDays.PRODUCTS),
            lit(null).cast(Types.listOf(Types.STRING)).as(CustomerDays.CATEGORIES),
            number(cancelled).as(CustomerDays.RETURN_LINES),
            money(when(cancelled, abs(amount))).as(CustomerDays.RETURN_AMOUNT),
            money(lit(0)).as(CustomerDays.COST),
            money(lit(0)).as(CustomerDays.COSTED_REVENUE),
            money(when(clean, col("Quantity"))).as(CustomerDays.NET_PIECES),
            money(when(clean, amount)).as(CustomerDays.NET_AMOUNT));
  }

  private static Column number(Column condition) {
    return sum(when(condition, 1).otherwise(0)).cast(Types.INT);
  }

  private static Column money(Column value) {
    return org.apache
        .spark
        .sql
        .functions
        .coalesce(sum(value.cast(Types.MONEY)), lit(0))
        .cast(Types.MONEY);
  }
}
