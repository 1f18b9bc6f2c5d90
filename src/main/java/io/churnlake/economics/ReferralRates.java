package io.churnlake.economics;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import io.churnlake.table.Referrals;
import io.churnlake.table.Referrers;
import io.churnlake.table.Types;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** gold.referrals and gold.referrers: customers who were brought by customers. */
public final class ReferralRates {
  private static final String CHANNEL = Referrals.CHANNEL;
  private static final String AT = Cells.AT;

  private ReferralRates() {}

  /**
   * gold.referrals: one row a month and channel from the log's first month to the business date.
   *
   * @param members see {@link Members}
   */
  public static Dataset<Row> of(Dataset<Row> members, Scope scope) {
    Column fresh = Members.isNew();
    Dataset<Row> cells =
        members
            .filter(col(Members.COHORT).isNotNull())
            .groupBy(col(CHANNEL), col(Members.COHORT).as(AT))
            .agg(
                count_if(fresh).as(Referrals.NEW_CUSTOMERS),
                count_if(fresh.and(col(Members.DESCRIBED))).as(Referrals.DESCRIBED),
                count_if(fresh.and(col(Members.REFERRER_KEY).isNotNull())).as(Referrals.REFERRED));
    Dataset<Row> filled =
        Cells.filled(
                Cells.summed(Cells.withAll(cells, CHANNEL), CHANNEL, AT),
                CHANNEL,
                lit(Scope.MONTH.index(scope.logStart())),
                scope)
            .na()
            .fill(0);
    return filled.select(
        new Figures(scope.columns(col(AT)))
            .add(col(CHANNEL))
            .add(col(Referrals.NEW_CUSTOMERS))
            .add(col(Referrals.DESCRIBED))
            .add(col(Referrals.REFERRED))
            .share(
                Referrals.REFERRAL_RATE,
                col(Referrals.REFERRED),
                col(Referrals.NEW_CUSTOMERS),
                scope.notEnded(col(AT)))
            .columns());
  }

  /** gold.referrers: one row a customer whom customers with a counting order name. */
  public static Dataset<Row> referrers(Dataset<Row> members, Scope scope) {
    return members
        .filter(col(Members.COHORT).isNotNull().and(col(Members.REFERRER_KEY).isNotNull()))
        .groupBy(col(Members.REFERRER_KEY).as(Referrers.CUSTOMER_KEY))
        .agg(
            count(lit(1)).as(Referrers.REFERRED_CUSTOMERS),
            sum(Members.HISTORIC_CLV).as(Referrers.HISTORIC_CLV),
            sum(Members.EXPECTED_CLV).as(Referrers.EXPECTED_CLV))
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
