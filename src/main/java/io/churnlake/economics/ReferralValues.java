package io.churnlake.economics;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import io.churnlake.table.Clv;
import io.churnlake.table.CustomerAttributes;
import io.churnlake.table.Customers;
import io.churnlake.table.Referrers;
import io.churnlake.table.Types;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** gold.referrers: what the customers brought whom customers have brought. */
public final class ReferralValues {
  private static final String KEY = Customers.CUSTOMER_KEY;

  private ReferralValues() {}

  /**
   * One row a customer whom customers with a counting order name.
   *
   * @param attributes silver.customer_attributes
   * @param customers silver.customers
   * @param clv the slice of gold.clv
   */
  public static Dataset<Row> of(
      Dataset<Row> attributes, Dataset<Row> customers, Dataset<Row> clv, Scope scope) {
    String[] key = {KEY};
    return known(attributes, scope)
        .filter(namesAnother())
        .select(KEY, CustomerAttributes.REFERRER_KEY)
        .join(
            customers.filter(scope.known(col(Customers.FIRST_ORDER_DATE))).select(KEY),
            key,
            "left_semi")
        .join(clv.select(KEY, Clv.HISTORIC_CLV, Clv.EXPECTED_CLV), key, "left")
        .groupBy(col(CustomerAttributes.REFERRER_KEY).as(Referrers.CUSTOMER_KEY))
        .agg(
            count(lit(1)).as(Referrers.REFERRED_CUSTOMERS),
            sum(Clv.HISTORIC_CLV).as(Referrers.HISTORIC_CLV),
            sum(Clv.EXPECTED_CLV).as(Referrers.EXPECTED_CLV))
        .select(
            lit(scope.asOf()).as(Referrers.AS_OF),
            col(Referrers.CUSTOMER_KEY),
            col(Referrers.REFERRED_CUSTOMERS),
            col(Referrers.HISTORIC_CLV).cast(Types.MONEY).as(Referrers.HISTORIC_CLV),
            col(Referrers.EXPECTED_CLV).cast(Types.MONEY).as(Referrers.EXPECTED_CLV),
            col(Referrers.HISTORIC_CLV)
                .plus(col(Referrers.EXPECTED_CLV))
                .cast(Types.MONEY)
                .as(Referrers.REFERRAL_VALUE));
  }

  /** Those who have signed up by the date, as far as is known. */
  static Dataset<Row> known(Dataset<Row> attributes, Scope scope) {
    return attributes.filter(
        coalesce(scope.known(col(CustomerAttributes.SIGNED_UP_ON)), lit(true)));
  }

  /** A merged customer may name itself. */
  static Column namesAnother() {
    return col(CustomerAttributes.REFERRER_KEY).notEqual(col(CustomerAttributes.CUSTOMER_KEY));
  }
}
