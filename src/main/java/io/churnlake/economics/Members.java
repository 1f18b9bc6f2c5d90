package io.churnlake.economics;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.when;

import io.churnlake.table.Clv;
import io.churnlake.table.CustomerAttributes;
import io.churnlake.table.Customers;
import io.churnlake.table.Rfm;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** All that is known of a customer by the business date, in one row. */
public final class Members {
  static final String CUSTOMER_KEY = Customers.CUSTOMER_KEY;
  static final String CHANNEL = "channel";
  static final String COUNTRY = "country";
  static final String SEGMENT = Rfm.SEGMENT;
  static final String OCCASIONS = "occasions";
  static final String LEFT_TRUNCATED = Customers.LEFT_TRUNCATED;

  /** Number of the month of the first counting order; NULL without one. */
  static final String COHORT = "cohort";

  static final String HISTORIC_CLV = Clv.HISTORIC_CLV;
  static final String EXPECTED_CLV = Clv.EXPECTED_CLV;
  static final String REFERRER_KEY = CustomerAttributes.REFERRER_KEY;

  /** Whether silver.customer_attributes has the customer; NULL if not. */
  static final String DESCRIBED = "described";

  private static final List<String> FACTS =
      List.of(
          CHANNEL,
          COUNTRY,
          COHORT,
          LEFT_TRUNCATED,
          SEGMENT,
          OCCASIONS,
          HISTORIC_CLV,
          EXPECTED_CLV,
          REFERRER_KEY,
          DESCRIBED);

  private Members() {}

  /**
   * One row a customer with a counting order by the business date, or a place in gold.rfm. The
   * sources are put below each other and folded by customer, which takes one shuffle.
   *
   * @param customers silver.customers
   * @param attributes silver.customer_attributes
   * @param rfm the slice of gold.rfm
   * @param clv the slice of gold.clv
   */
  public static Dataset<Row> of(
      Dataset<Row> customers,
      Dataset<Row> attributes,
      Dataset<Row> rfm,
      Dataset<Row> clv,
      Scope scope) {
    Column key = col(CUSTOMER_KEY);
    Dataset<Row> buyers =
        customers
            .filter(scope.known(col(Customers.FIRST_ORDER_DATE)))
            .select(
                key,
                Cells.named(col(Customers.FIRST_CHANNEL)).as(CHANNEL),
                Cells.named(col(Customers.FIRST_COUNTRY)).as(COUNTRY),
                Scope.MONTH.index(col(Customers.FIRST_ORDER_DATE)).as(COHORT),
                coalesce(col(Customers.LEFT_TRUNCATED), lit(false)).as(LEFT_TRUNCATED));
    Dataset<Row> segments =
        rfm.select(key, col(Rfm.SEGMENT).as(SEGMENT), col(Rfm.FREQUENCY).as(OCCASIONS));
    Dataset<Row> values = clv.select(key, col(HISTORIC_CLV), col(EXPECTED_CLV));
    // A merged customer may name itself.
    Column referrer = col(REFERRER_KEY);
    Dataset<Row> described =
        attributes
            .filter(coalesce(scope.known(col(CustomerAttributes.SIGNED_UP_ON)), lit(true)))
            .select(
                key,
                when(referrer.notEqual(key), referrer).as(REFERRER_KEY),
                lit(true).as(DESCRIBED));
    Column[] facts = FACTS.stream().map(name -> max(name).as(name)).toArray(Column[]::new);
    return buyers
        .unionByName(segments, true)
        .unionByName(values, true)
        .unionByName(described, true)
        .groupBy(key)
        .agg(facts[0], Arrays.copyOfRange(facts, 1, facts.length))
        .filter(col(COHORT).isNotNull().or(col(SEGMENT).isNotNull()));
  }

  /** Those whose first counting order says that they are new. */
  static Column isNew() {
    return col(COHORT).isNotNull().and(col(LEFT_TRUNCATED).equalTo(false));
  }
}
