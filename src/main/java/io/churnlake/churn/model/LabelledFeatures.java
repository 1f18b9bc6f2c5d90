package io.churnlake.churn.model;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.xxhash64;

import io.churnlake.table.ChurnFeatures;
import io.churnlake.table.ChurnLabels;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Features with the labels that belong to them. */
public final class LabelledFeatures {
  /** Whether a customer is held out where learning must not see whom it is tested on. */
  public static final String HELD_OUT = "held_out";

  private static final int HELD_OUT_PERCENT = 30;

  private LabelledFeatures() {}

  /**
   * The rows of these cut-offs that have a label with this horizon.
   *
   * @param seed draws the customers who are held out: about {@value #HELD_OUT_PERCENT} in a hundred
   * @return the columns of gold.churn_features, {@link ChurnLabels#CHURNED} and {@link #HELD_OUT}
   */
  public static Dataset<Row> of(
      Dataset<Row> features,
      Dataset<Row> labels,
      Collection<LocalDate> cutOffs,
      int horizonDays,
      long seed) {
    Object[] dates = cutOffs.toArray();
    Dataset<Row> known =
        labels
            .filter(col(ChurnLabels.AS_OF).isin(dates))
            .filter(col(ChurnLabels.HORIZON_DAYS).equalTo(horizonDays))
            .select(ChurnLabels.AS_OF, ChurnLabels.CUSTOMER_KEY, ChurnLabels.CHURNED);
    Column lot = pmod(xxhash64(lit(seed), col(ChurnFeatures.CUSTOMER_KEY)), lit(100L));
    return features
        .filter(col(ChurnFeatures.AS_OF).isin(dates))
        .join(known, new String[] {ChurnFeatures.AS_OF, ChurnFeatures.CUSTOMER_KEY}, "inner")
        .select(
            Stream.concat(
                    Arrays.stream(features.columns()).map(name -> col(name)),
                    Stream.of(col(ChurnLabels.CHURNED), lot.lt(HELD_OUT_PERCENT).as(HELD_OUT)))
                .toArray(Column[]::new));
  }
}
