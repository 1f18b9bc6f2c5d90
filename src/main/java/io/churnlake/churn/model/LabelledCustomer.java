package io.churnlake.churn.model;

import io.churnlake.churn.feature.FeatureDate;
import io.churnlake.churn.feature.FeatureRows;
import io.churnlake.churn.feature.FeatureValues;
import io.churnlake.churn.feature.Past;
import io.churnlake.churn.label.Outcomes;
import io.churnlake.table.Feature;
import java.io.Serializable;
import java.sql.Date;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/** A customer at a cut-off: what was known then, and what came of it. */
public final class LabelledCustomer implements Serializable {
  private static final long serialVersionUID = 1;

  private final LocalDate cutOff;
  private final String key;
  private final double[] values;
  private final boolean churned;

  /**
   * Takes the values as they are.
   *
   * @param values one for each feature, NaN where it is not known
   */
  public LabelledCustomer(LocalDate cutOff, String key, double[] values, boolean churned) {
    this.cutOff = cutOff;
    this.key = key;
    this.values = values;
    this.churned = churned;
  }

  /** The customer at each of the cut-offs at which the customer is looked at. */
  public static Iterator<LabelledCustomer> of(Past past, List<FeatureDate> dates) {
    return dates.stream()
        .flatMap(
            at ->
                FeatureValues.of(past, at).stream()
                    .map(
                        values ->
                            new LabelledCustomer(
                                at.date(),
                                past.key(),
                                values,
                                Outcomes.churned(past.orders(), at.date(), at.horizonDays()))))
        .iterator();
  }

  LocalDate cutOff() {
    return cutOff;
  }

  /** Keyed hash of the customer. */
  public String key() {
    return key;
  }

  /** One for each feature, NaN where it is not known. */
  public double[] values() {
    return values;
  }

  double get(Feature feature) {
    return values[feature.index()];
  }

  boolean churned() {
    return churned;
  }

  /** A row of gold.churn_training. */
  public Row row(int horizonDays) {
    int features = 2 + Feature.all().size();
    @Nullable Object[] row = FeatureRows.row(cutOff, key, values, 2);
    row[features] = churned;
    row[features + 1] = Date.valueOf(cutOff.plusDays(horizonDays));
    return RowFactory.create(row);
  }
}
