package io.churnlake.churn.model;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import io.churnlake.table.ChurnFeatures;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A way to try learning on what was not learnt from.
 *
 * @param name {@code time} or {@code customers}
 * @param learntOn the cut-offs learnt from; empty if the trial is not possible
 * @param validatedOn the cut-off predicted
 */
public record Split(String name, List<LocalDate> learntOn, LocalDate validatedOn) {
  public static final String TIME = "time";
  public static final String CUSTOMERS = "customers";

  /**
   * By time: learns from cut-offs whose outcome was known at the one predicted, as in use. Beside
   * it by customer: learns from all cut-offs of some customers and predicts the others, so that no
   * customer is on both sides.
   *
   * @param training all training cut-offs, latest first, at least one
   * @param learnable those whose outcome was known at the latest
   */
  public static List<Split> of(List<LocalDate> training, List<LocalDate> learnable) {
    LocalDate latest = training.get(0);
    return List.of(
        new Split(TIME, List.copyOf(learnable), latest),
        new Split(CUSTOMERS, List.copyOf(training), latest));
  }

  /** The rows to learn from. */
  public Dataset<Row> learning(Dataset<Row> labelled) {
    return labelled.filter(among(learntOn).and(name.equals(TIME) ? lit(true) : not(heldOut())));
  }

  /** The rows to predict. */
  public Dataset<Row> validation(Dataset<Row> labelled) {
    return labelled.filter(
        among(List.of(validatedOn)).and(name.equals(TIME) ? lit(true) : heldOut()));
  }

  private static Column among(List<LocalDate> dates) {
    return col(ChurnFeatures.AS_OF).isin(dates.toArray());
  }

  private static Column heldOut() {
    return col(LabelledFeatures.HELD_OUT);
  }
}
