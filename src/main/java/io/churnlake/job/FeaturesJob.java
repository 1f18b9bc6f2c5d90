package io.churnlake.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.min;

import io.churnlake.churn.feature.CutOffs;
import io.churnlake.churn.feature.Features;
import io.churnlake.churn.label.Labels;
import io.churnlake.config.Configuration;
import io.churnlake.error.Errors;
import io.churnlake.lake.Written;
import io.churnlake.table.ChurnFeatures;
import io.churnlake.table.ChurnLabels;
import io.churnlake.table.CustomerDays;
import io.churnlake.table.Customers;
import io.churnlake.table.Table;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What is known of customers at as_of and at the training cut-offs, and what they did after. */
public final class FeaturesJob implements Job {
  @Override
  public String name() {
    return "features";
  }

  @Override
  public String summary() {
    return "Churn features at as_of and at the training cut-offs, and the labels of the latter.";
  }

  @Override
  public List<Table> reads() {
    return List.of(CustomerDays.TABLE, Customers.TABLE);
  }

  @Override
  public List<Table> writes() {
    return List.of(ChurnFeatures.TABLE, ChurnLabels.TABLE);
  }

  @Override
  public boolean followsFromTables() {
    return true;
  }

  @Override
  public Outcome run(JobContext context) {
    Configuration.Churn churn = context.configuration().churn();
    Dataset<Row> days = context.lake().require(CustomerDays.TABLE, name());
    Dataset<Row> customers = context.lake().require(Customers.TABLE, name());
    CutOffs cutOffs = cutOffs(context, name());
    Written features =
        context
            .lake()
            .replaceSlices(
                ChurnFeatures.TABLE,
                cutOffs.all(),
                Features.at(days, customers, cutOffs.all(), churn.lookbackDays()));
    // Without a training cut-off this slice is before the first order and stays empty.
    List<LocalDate> labelled =
        cutOffs.training().isEmpty()
            ? List.of(context.asOf().minusDays(churn.horizonDays()))
            : cutOffs.training();
    Written labels =
        context
            .lake()
            .replaceSlices(
                ChurnLabels.TABLE,
                labelled,
                Labels.at(days, labelled, churn.horizonDays(), churn.lookbackDays()));
    return Outcome.of(features.rows(), note(cutOffs), features, labels);
  }

  /** The dates that a run for this as_of looks at. */
  static CutOffs cutOffs(JobContext context, String job) {
    Configuration.Churn churn = context.configuration().churn();
    Row first =
        context
            .lake()
            .require(CustomerDays.TABLE, job)
            .filter(col(CustomerDays.LINES).gt(0))
            .agg(min(CustomerDays.ORDER_DATE))
            .first();
    LocalDate firstOrder = first.isNullAt(0) ? null : first.getDate(0).toLocalDate();
    if (firstOrder == null || firstOrder.isAfter(context.asOf())) {
      throw Errors.asOfBeforeFirstOrder(
          context.asOf().toString(), firstOrder == null ? "never" : firstOrder.toString());
    }
    return CutOffs.of(
        context.asOf(), firstOrder, churn.horizonDays(), churn.cutOffStepDays(), churn.cutOffs());
  }

  private static String note(CutOffs cutOffs) {
    return switch (cutOffs.history()) {
      case ENOUGH -> "training cut-offs " + cutOffs.training();
      case SHORT ->
          "a short log: its one training cut-off "
              + cutOffs.training()
              + " has less than a horizon of orders before it";
      case NONE -> "no training cut-off: the log is younger than the horizon";
    };
  }
}
