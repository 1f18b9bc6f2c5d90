package io.churnlake.rfm;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.datediff;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.negate;
import static org.apache.spark.sql.functions.percentile;
import static org.apache.spark.sql.functions.pow;
import static org.apache.spark.sql.functions.round;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.churnlake.table.CustomerDays;
import io.churnlake.table.Rfm;
import io.churnlake.table.Types;
import java.time.LocalDate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * gold.rfm: recency, frequency and monetary value, scored 1 to 5.
 *
 * <p>A score is 1 plus the number of quintile limits (exact percentiles at 20, 40, 60 and 80 %)
 * that the customer beats. Equal values get equal scores, and a group that straddles a limit takes
 * the lower one, so that fifths are of unequal size where many are equal. Where all are equal,
 * nobody is last: the score is the middle one. Whoever bought on as_of has a recency of 5, since
 * nobody can have bought later, and whoever has bought once a frequency of 1. Money is compared in
 * four significant digits: the exact percentile keeps a count for each distinct value, and this
 * bounds their number.
 */
public final class RfmScores {
  /** Whether all customers bought last on the same day, before as_of: recency tells nothing. */
  static final String ALIKE = "alike";

  private static final String MORE_RECENT = "more_recent";
  private static final String ROUNDED = "rounded";
  private static final String R_LIMITS = "r_limits";
  private static final String F_LIMITS = "f_limits";
  private static final String M_LIMITS = "m_limits";
  private static final int MIDDLE = 3;
  private static final int BEST = 5;
  private static final Column QUINTILES = array(lit(0.2), lit(0.4), lit(0.6), lit(0.8));

  private RfmScores() {}

  /**
   * One row a customer with an occasion up to {@code asOf}, and {@link #ALIKE}.
   *
   * @param customerDays silver.customer_days
   */
  public static Dataset<Row> of(Dataset<Row> customerDays, LocalDate asOf) {
    Dataset<Row> measures = measures(customerDays, asOf);
    return measures
        .crossJoin(broadcast(limits(measures)))
        .withColumn(
            Rfm.R_SCORE,
            when(col(Rfm.RECENCY_DAYS).equalTo(0), BEST).otherwise(score(MORE_RECENT, R_LIMITS)))
        .withColumn(
            Rfm.F_SCORE,
            when(col(Rfm.FREQUENCY).equalTo(1), 1).otherwise(score(Rfm.FREQUENCY, F_LIMITS)))
        .withColumn(Rfm.M_SCORE, score(ROUNDED, M_LIMITS))
        .select(
            lit(asOf).as(Rfm.AS_OF),
            col(Rfm.CUSTOMER_KEY),
            col(Rfm.RECENCY_DAYS),
            col(Rfm.FREQUENCY),
            col(Rfm.MONETARY),
            col(Rfm.R_SCORE),
            col(Rfm.F_SCORE),
            col(Rfm.M_SCORE),
            concat(
                    col(Rfm.R_SCORE).cast("string"),
                    col(Rfm.F_SCORE).cast("string"),
                    col(Rfm.M_SCORE).cast("string"))
                .as(Rfm.RFM),
            col(R_LIMITS).isNull().and(col(Rfm.RECENCY_DAYS).gt(0)).as(ALIKE));
  }

  private static Dataset<Row> measures(Dataset<Row> customerDays, LocalDate asOf) {
    return customerDays
        .filter(col(CustomerDays.LINES).gt(0).and(col(CustomerDays.ORDER_DATE).leq(lit(asOf))))
        .groupBy(CustomerDays.CUSTOMER_KEY)
        .agg(
            datediff(lit(asOf), max(CustomerDays.ORDER_DATE)).as(Rfm.RECENCY_DAYS),
            count(lit(1)).as(Rfm.FREQUENCY),
            sum(CustomerDays.REVENUE).cast(Types.MONEY).as(Rfm.MONETARY))
        .select(
            col(Rfm.CUSTOMER_KEY),
            col(Rfm.RECENCY_DAYS),
            col(Rfm.FREQUENCY),
            col(Rfm.MONETARY),
            negate(col(Rfm.RECENCY_DAYS)).as(MORE_RECENT),
            fourDigits(col(Rfm.MONETARY)).as(ROUNDED));
  }

  private static Dataset<Row> limits(Dataset<Row> measures) {
    return measures
        .agg(
            limits(MORE_RECENT).as(R_LIMITS),
            limits(Rfm.FREQUENCY).as(F_LIMITS),
            limits(ROUNDED).as(M_LIMITS))
        .select(R_LIMITS, F_LIMITS, M_LIMITS);
  }

  /** NULL where all customers are equal. */
  private static Column limits(String value) {
    Column differ = min(col(value)).lt(max(col(value)));
    return when(differ, percentile(col(value), QUINTILES));
  }

  private static Column score(String value, String limits) {
    Column score = lit(1);
    for (int limit = 0; limit < 4; limit++) {
      score = score.plus(when(col(value).gt(col(limits).getItem(limit)), 1).otherwise(0));
    }
    return when(col(limits).isNull(), MIDDLE).otherwise(score);
  }

  /** Ten-thousandths of the currency, rounded to four significant digits; whole numbers only. */
  private static Column fourDigits(Column money) {
    Column whole = money.multiply(10_000).cast("long");
    Column digits = length(abs(whole).cast("string"));
    Column unit = pow(lit(10.0), greatest(digits.minus(4), lit(0)));
    return round(whole.divide(unit)).multiply(unit);
  }
}
