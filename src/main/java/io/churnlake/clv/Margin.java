package io.churnlake.clv;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import io.churnlake.table.ClvFits;
import io.churnlake.table.Types;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The shop's margin as a fraction of revenue.
 *
 * @param rate of lines whose cost is not known, and of what is still expected; below 0 if the goods
 *     cost more than they bring
 * @param source {@link ClvFits#MARGIN_FROM_COSTS} or {@link ClvFits#MARGIN_CONFIGURED}
 * @param costedShare share of the revenue whose cost is known
 */
public record Margin(double rate, String source, double costedShare) {
  private static final int RATE_SCALE = 10;
  private static final double LEAST_SHARE = 0.2;

  /**
   * What the rate follows from.
   *
   * @param summaries as of {@link CustomerSummaries#of}
   * @return one row for {@link #of}: costed_revenue, historic_cost, historic_revenue, decimals,
   *     NULL without customers
   */
  public static Dataset<Row> sums(Dataset<Row> summaries) {
    return summaries.agg(
        sum(col(CustomerSummaries.COSTED_REVENUE)).as(CustomerSummaries.COSTED_REVENUE),
        sum(col(CustomerSummaries.HISTORIC_COST)).as(CustomerSummaries.HISTORIC_COST),
        sum(col(CustomerSummaries.HISTORIC_REVENUE)).as(CustomerSummaries.HISTORIC_REVENUE));
  }

  /**
   * (costed revenue - cost) / costed revenue, to ten digits; the configured rate where the costs of
   * less than a fifth of the revenue are known: a few lines do not speak for the shop.
   */
  public static Margin of(Row sums, double configured) {
    BigDecimal revenue = sums.isNullAt(0) ? BigDecimal.ZERO : sums.getDecimal(0);
    if (revenue.signum() <= 0) {
      return new Margin(configured, ClvFits.MARGIN_CONFIGURED, 0);
    }
    double share = revenue.doubleValue() / sums.getDecimal(2).doubleValue();
    if (share < LEAST_SHARE) {
      return new Margin(configured, ClvFits.MARGIN_CONFIGURED, share);
    }
    BigDecimal rate =
        revenue.subtract(sums.getDecimal(1)).divide(revenue, RATE_SCALE, RoundingMode.HALF_UP);
    return new Margin(rate.doubleValue(), ClvFits.MARGIN_FROM_COSTS, share);
  }

  /** Whether costs are known, and of too little revenue to make the rate. */
  public boolean costsAreTooFew() {
    return costedShare > 0 && costedShare < LEAST_SHARE;
  }

  /** A customer's margin to date, in money: known where costs are, elsewhere at the rate. */
  static Column historic(double rate) {
    Column costed = col(CustomerSummaries.COSTED_REVENUE);
    return costed
        .minus(col(CustomerSummaries.HISTORIC_COST))
        .plus(
            col(CustomerSummaries.HISTORIC_REVENUE)
                .minus(costed)
                .multiply(lit(BigDecimal.valueOf(rate).setScale(RATE_SCALE, RoundingMode.HALF_UP))))
        .cast(Types.MONEY);
  }
}
