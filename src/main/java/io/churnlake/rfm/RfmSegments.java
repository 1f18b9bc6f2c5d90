package io.churnlake.rfm;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.churnlake.table.CustomerAttributes;
import io.churnlake.table.CustomerDays;
import io.churnlake.table.Rfm;
import io.churnlake.table.Types;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The segments of gold.rfm: what scores say in a word. */
public final class RfmSegments {
  private RfmSegments() {}

  /**
   * Adds the segment. Where recency tells nothing, none of the rules says anything true.
   *
   * @param scores of {@link RfmScores#of}
   * @param rules in order; the first that fits wins
   */
  public static Dataset<Row> of(Dataset<Row> scores, List<SegmentRule> rules) {
    return scores
        .withColumn(Rfm.SEGMENT, when(col(RfmScores.ALIKE), Rfm.ALIKE).otherwise(segment(rules)))
        .drop(RfmScores.ALIKE);
  }

  /** Where a slice was written before there were segments, those that its scores have now. */
  public static Dataset<Row> filled(Dataset<Row> slice, List<SegmentRule> rules) {
    return slice.select(
        col(Rfm.CUSTOMER_KEY), coalesce(col(Rfm.SEGMENT), segment(rules)).as(Rfm.SEGMENT));
  }

  /**
   * Rows of gold.rfm for customers who signed up by {@code asOf} and have no occasion by then.
   *
   * @param attributes silver.customer_attributes; who has no date of sign-up is left out, since
   *     nobody can say whether it lies before
   * @param customerDays silver.customer_days
   */
  public static Dataset<Row> prospects(
      Dataset<Row> attributes, Dataset<Row> customerDays, LocalDate asOf) {
    Dataset<Row> buyers =
        customerDays
            .filter(col(CustomerDays.LINES).gt(0).and(col(CustomerDays.ORDER_DATE).leq(lit(asOf))))
            .select(col(CustomerDays.CUSTOMER_KEY));
    Column none = lit(null).cast(Types.INT);
    return attributes
        .filter(col(CustomerAttributes.SIGNED_UP_ON).leq(lit(asOf)))
        .join(buyers, CustomerAttributes.CUSTOMER_KEY, "left_anti")
        .select(
            lit(asOf).as(Rfm.AS_OF),
            col(CustomerAttributes.CUSTOMER_KEY).as(Rfm.CUSTOMER_KEY),
            none.as(Rfm.RECENCY_DAYS),
            lit(0L).as(Rfm.FREQUENCY),
            lit(0).cast(Types.MONEY).as(Rfm.MONETARY),
            none.as(Rfm.R_SCORE),
            none.as(Rfm.F_SCORE),
            none.as(Rfm.M_SCORE),
            lit(null).cast(Types.STRING).as(Rfm.RFM),
            lit(Rfm.PROSPECTS).as(Rfm.SEGMENT));
  }

  private static Column segment(List<SegmentRule> rules) {
    Column chosen = lit(null).cast(Types.STRING);
    for (int rule = rules.size() - 1; rule >= 0; rule--) {
      chosen = when(rules.get(rule).fits(), lit(rules.get(rule).segment())).otherwise(chosen);
    }
    return chosen;
  }
}
