package io.churnlake.churn.feature;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.date_sub;
import static org.apache.spark.sql.functions.datediff;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.last;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.rint;
import static org.apache.spark.sql.functions.sqrt;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.churnlake.table.ChurnFeatures;
import io.churnlake.table.CustomerDays;
import io.churnlake.table.Customers;
import io.churnlake.table.Types;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * Churn features: one row a customer and cut-off, from orders dated up to the cut-off.
 *
 * <p>One shuffle of customer_days by customer serves the gaps and all cut-offs. Sums are of whole
 * numbers (days, ten-thousandths of money), so that they do not depend on the order of rows.
 */
public final class Features {
  private static final BigDecimal UNITS = new BigDecimal(10_000);

  private static final String GAP = "gap";
  private static final String FIRST = "first_date";
  private static final String LAST = "last_date";
  private static final String GAPS = "gaps";
  private static final String GAP_SUM = "gap_sum";
  private static final String GAP_SQUARES = "gap_squares";
  private static final String LINES = "all_lines";
  private static final String PRODUCTS = "all_products";
  private static final String DISCOUNTED = "discount_units";
  private static final String RETURNED = "return_units";

  private Features() {}

  /**
   * The features of everyone with an occasion in (cut-off - lookback, cut-off], for each cut-off.
   *
   * @param customerDays silver.customer_days; later days are left out here
   * @param customers silver.customers; only what was frozen at the first order is used
   * @return the columns of gold.churn_features
   */
  public static Dataset<Row> at(
      Dataset<Row> customerDays,
      Dataset<Row> customers,
      Collection<LocalDate> cutOffs,
      int lookbackDays) {
    Dataset<Row> totals = totals(withGaps(customerDays, Collections.max(cutOffs)), cutOffs);
    Dataset<Row> seen =
        totals.filter(col(LAST).gt(date_sub(col(ChurnFeatures.AS_OF), lookbackDays)));
    Dataset<Row> first =
        customers.select(
            col(Customers.CUSTOMER_KEY),
            col(Customers.FIRST_DISCOUNTED),
            col(Customers.LEFT_TRUNCATED));
    return shown(seen.join(first, new String[] {CustomerDays.CUSTOMER_KEY}, "left"));
  }

  /** Days up to {@code until}, each occasion with the days since the one before it. */
  private static Dataset<Row> withGaps(Dataset<Row> customerDays, LocalDate until) {
    WindowSpec before =
        Window.partitionBy(CustomerDays.CUSTOMER_KEY)
            .orderBy(CustomerDays.ORDER_DATE)
            .rowsBetween(Window.unboundedPreceding(), -1);
    Column occasion = when(col(CustomerDays.LINES).gt(0), col(CustomerDays.ORDER_DATE));
    return customerDays
        .filter(col(CustomerDays.ORDER_DATE).leq(lit(until)))
        .select(
            col(CustomerDays.CUSTOMER_KEY),
            col(CustomerDays.ORDER_DATE),
            col(CustomerDays.LINES),
            col(CustomerDays.ORDERS),
            col(CustomerDays.PRODUCTS),
            units(CustomerDays.REVENUE),
            units(CustomerDays.DISCOUNT),
            units(CustomerDays.RETURN_AMOUNT),
            datediff(occasion, last(occasion, true).over(before)).as(GAP));
  }

  private static Dataset<Row> totals(Dataset<Row> days, Collection<LocalDate> cutOffs) {
    Column dates = array(cutOffs.stream().map(date -> lit(date)).toArray(Column[]::new));
    Column asOf = col(ChurnFeatures.AS_OF);
    Column occasion = when(col(CustomerDays.LINES).gt(0), col(CustomerDays.ORDER_DATE));
    return days.withColumn(ChurnFeatures.AS_OF, explode(dates))
        .filter(col(CustomerDays.ORDER_DATE).leq(asOf))
        .groupBy(CustomerDays.CUSTOMER_KEY, ChurnFeatures.AS_OF)
        .agg(
            min(occasion).as(FIRST),
            max(occasion).as(LAST),
            count(occasion).as(ChurnFeatures.OCCASIONS),
            count(within(occasion, 30)).as(ChurnFeatures.OCCASIONS_30),
            count(within(occasion, 90)).as(ChurnFeatures.OCCASIONS_90),
            count(within(occasion, 180)).as(ChurnFeatures.OCCASIONS_180),
            sum(CustomerDays.ORDERS).as(ChurnFeatures.ORDERS),
            sum(CustomerDays.LINES).as(LINES),
            sum(CustomerDays.PRODUCTS).as(PRODUCTS),
            sum(CustomerDays.REVENUE).as(ChurnFeatures.REVENUE),
            total(within(col(CustomerDays.REVENUE), 30)).as(ChurnFeatures.REVENUE_30),
            total(within(col(CustomerDays.REVENUE), 90)).as(ChurnFeatures.REVENUE_90),
            total(within(col(CustomerDays.REVENUE), 180)).as(ChurnFeatures.REVENUE_180),
            total(col(CustomerDays.DISCOUNT)).as(DISCOUNTED),
            total(col(CustomerDays.RETURN_AMOUNT)).as(RETURNED),
            count(col(GAP)).as(GAPS),
            sum(GAP).as(GAP_SUM),
            sum(col(GAP).multiply(col(GAP))).as(GAP_SQUARES));
  }

  private static Dataset<Row> shown(Dataset<Row> totals) {
    Column recency = datediff(col(ChurnFeatures.AS_OF), col(LAST));
    Column occasions = real(ChurnFeatures.OCCASIONS);
    Column revenue = real(ChurnFeatures.REVENUE);
    Column list = revenue.plus(real(DISCOUNTED));
    Column gaps = real(GAPS);
    Column meanGap = real(GAP_SUM).divide(gaps);
    Column variance =
        real(GAP_SQUARES).minus(real(GAP_SUM).multiply(meanGap)).divide(gaps.minus(1));
    return totals.select(
        col(ChurnFeatures.AS_OF),
        col(ChurnFeatures.CUSTOMER_KEY),
        recency.as(ChurnFeatures.RECENCY_DAYS),
        datediff(col(ChurnFeatures.AS_OF), col(FIRST)).as(ChurnFeatures.TENURE_DAYS),
        whole(ChurnFeatures.OCCASIONS),
        whole(ChurnFeatures.OCCASIONS_30),
        whole(ChurnFeatures.OCCASIONS_90),
        whole(ChurnFeatures.OCCASIONS_180),
        whole(ChurnFeatures.ORDERS),
        money(ChurnFeatures.REVENUE),
        money(ChurnFeatures.REVENUE_30),
        money(ChurnFeatures.REVENUE_90),
        money(ChurnFeatures.REVENUE_180),
        revenue.divide(occasions.multiply(UNITS.intValue())).as(ChurnFeatures.MEAN_REVENUE),
        when(gaps.gt(0), meanGap).as(ChurnFeatures.MEAN_GAP_DAYS),
        when(gaps.gt(1), sqrt(greatest(variance, lit(0.0)))).as(ChurnFeatures.SD_GAP_DAYS),
        when(gaps.gt(0), recency.divide(meanGap)).as(ChurnFeatures.RECENCY_OVER_GAP),
        real(LINES).divide(occasions).as(ChurnFeatures.LINES_PER_OCCASION),
        real(PRODUCTS).divide(occasions).as(ChurnFeatures.PRODUCTS_PER_OCCASION),
        ratio(real(DISCOUNTED), list).as(ChurnFeatures.DISCOUNT_SHARE),
        ratio(real(RETURNED), revenue).as(ChurnFeatures.RETURN_SHARE),
        coalesce(col(Customers.FIRST_DISCOUNTED), lit(false)).as(ChurnFeatures.FIRST_DISCOUNTED),
        coalesce(col(Customers.LEFT_TRUNCATED), lit(false)).as(ChurnFeatures.LEFT_TRUNCATED));
  }

  /** The value on days in (cut-off - days, cut-off], else NULL. */
  private static Column within(Column value, int days) {
    return when(col(CustomerDays.ORDER_DATE).gt(date_sub(col(ChurnFeatures.AS_OF), days)), value);
  }

  private static Column total(Column units) {
    return coalesce(sum(units), lit(0L));
  }

  /** Money as a whole number of ten-thousandths: exact below nine hundred thousand million. */
  private static Column units(String money) {
    return rint(col(money).cast(Types.DOUBLE).multiply(UNITS.intValue()))
        .cast(Types.LONG)
        .as(money);
  }

  private static Column money(String units) {
    return col(units).cast("decimal(18,0)").divide(lit(UNITS)).cast(Types.MONEY).as(units);
  }

  private static Column whole(String name) {
    return col(name).cast(Types.INT).as(name);
  }

  private static Column real(String name) {
    return col(name).cast(Types.DOUBLE);
  }

  private static Column ratio(Column part, Column of) {
    return when(of.gt(0), part.divide(of)).otherwise(0.0);
  }
}
