package io.churnlake.economics;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.churnlake.table.Clv;
import io.churnlake.table.CustomerAttributes;
import io.churnlake.table.Customers;
import io.churnlake.table.Referrers;
import io.churnlake.table.Rfm;
import io.churnlake.table.Types;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What other steps and the shop say of a customer, in one row; and who has brought whom. */
public final class Members {
  static final String KEY = Customers.CUSTOMER_KEY;
  static final String CHANNEL = "channel";
  static final String COUNTRY = "country";
  static final String DESCRIBED = "described";
  static final String REFERRER_KEY = CustomerAttributes.REFERRER_KEY;

  /** What {@link #of} has beside the key; NULL where nobody says it. */
  static final List<String> FACTS =
      List.of(
          CHANNEL,
          COUNTRY,
          Rfm.SEGMENT,
          Rfm.FREQUENCY,
          Clv.HISTORIC_CLV,
          Clv.EXPECTED_CLV,
          DESCRIBED,
          REFERRER_KEY);

  private static final String BUYER = "buyer";

  private Members() {}

  /**
   * One row a customer of any source. The sources are put below each other and folded by customer,
   * which takes one shuffle.
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
    Column key = col(KEY);
    Dataset<Row> buyers =
        customers
            .filter(scope.known(col(Customers.FIRST_ORDER_DATE)))
            .select(
                key,
                lit(true).as(BUYER),
                col(Customers.FIRST_CHANNEL).as(CHANNEL),
                col(Customers.FIRST_COUNTRY).as(COUNTRY));
    // A merged customer may name itself.
    Column referrer = col(REFERRER_KEY);
    Dataset<Row> described =
        attributes
            .filter(coalesce(scope.known(col(CustomerAttributes.SIGNED_UP_ON)), lit(true)))
            .select(
                key,
                lit(true).as(DESCRIBED),
                when(referrer.notEqual(key), referrer).as(REFERRER_KEY));
    Column[] facts = FACTS.stream().map(name -> max(name).as(name)).toArray(Column[]::new);
    return buyers
        .unionByName(rfm.select(KEY, Rfm.SEGMENT, Rfm.FREQUENCY), true)
        .unionByName(clv.select(KEY, Clv.HISTORIC_CLV, Clv.EXPECTED_CLV), true)
        .unionByName(described, true)
        .groupBy(key)
        .agg(max(BUYER).as(BUYER), facts);
  }

  /**
   * gold.referrers: one row a customer whom customers with a counting order name.
   *
   * @param members see {@link #of}
   */
  public static Dataset<Row> referrers(Dataset<Row> members, Scope scope) {
    return members
        .filter(col(BUYER).and(col(REFERRER_KEY).isNotNull()))
        .groupBy(col(REFERRER_KEY).as(Referrers.CUSTOMER_KEY))
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
}
