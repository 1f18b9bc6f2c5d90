package io.churnlake.evaluation;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.churnlake.churn.action.ActionRows;
import io.churnlake.churn.action.ContactProfitRows;
import io.churnlake.churn.label.Outcomes;
import io.churnlake.churn.score.CampaignProfit;
import io.churnlake.churn.score.MeasuredCounts;
import io.churnlake.churn.score.Measurement;
import io.churnlake.churn.score.Measurement.Measured;
import io.churnlake.lake.Lake;
import io.churnlake.lake.Written;
import io.churnlake.step.JobContext;
import io.churnlake.table.ChurnEvaluation;
import io.churnlake.table.ChurnFeatures;
import io.churnlake.table.ChurnRealised;
import io.churnlake.table.ChurnScores;
import io.churnlake.table.CustomerDays;
import io.churnlake.table.Feature;
import io.churnlake.table.Rfm;
import io.churnlake.table.Table;
import io.churnlake.training.ChurnRows;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.storage.StorageLevel;
import org.jspecify.annotations.Nullable;

/**
 * What became of the customers of one scored date.
 *
 * @param realised what was written to gold.churn_realised
 * @param evaluation what was written to gold.churn_evaluation
 * @param inWords a line for the person watching
 */
public record Evaluation(Written realised, Written evaluation, String inWords) {

  /**
   * Writes the slices of both tables, the evaluation last: while there is none, the date is due.
   *
   * @param scored whose horizon has passed
   */
  public static Evaluation written(JobContext context, DueEvaluations.Scored scored) {
    Lake lake = context.lake();
    Dataset<Row> outcomes = outcomes(context, scored).persist(StorageLevel.MEMORY_AND_DISK());
    try {
      Written realised =
          lake.replaceSlices(
              ChurnRealised.TABLE,
              List.of(scored.asOf()),
              outcomes
                  .withColumn(ChurnRealised.HORIZON_DAYS, lit(scored.horizonDays()))
                  .withColumn(ChurnRealised.EVALUATED_AS_OF, lit(context.asOf()))
                  .select(columns(ChurnRealised.TABLE)));
      MeasuredCounts counts =
          Measurement.counted(
              Measurement.counts(outcomes, context.configuration().activity().windowDays())
                  .collectAsList());
      List<Measured> measured = counts.measured();
      List<@Nullable Object> own =
          List.of(ChurnRows.date(scored.asOf()), ChurnRows.date(context.asOf()));
      List<Row> rows =
          measured.stream()
              .map(each -> ChurnRows.row(own, scored.modelVersion(), each, profit(counts, each)))
              .toList();
      Written evaluation = lake.replaceSlice(ChurnEvaluation.TABLE, scored.asOf(), rows);
      String inWords =
          "scores of "
              + scored.asOf()
              + ": "
              + ChurnRows.inWords(measured, Measurement.MODEL)
              + ChurnRows.furtherInWords(measured);
      return new Evaluation(realised, evaluation, inWords);
    } finally {
      outcomes.unpersist();
    }
  }

  /** All that is asked of each scored customer, as it was known at the scored date, and since. */
  private static Dataset<Row> outcomes(JobContext context, DueEvaluations.Scored scored) {
    Lake lake = context.lake();
    LocalDate asOf = scored.asOf();
    Dataset<Row> customers =
        ActionRows.customers(
            lake.slice(ChurnScores.TABLE, asOf),
            lake.slice(Rfm.TABLE, asOf),
            ChurnScores.RECENCY_DAYS,
            ChurnScores.OCCASIONS);
    Dataset<Row> forecast =
        lake.slice(ChurnFeatures.TABLE, asOf)
            .select(ChurnFeatures.CUSTOMER_KEY, Feature.P_NO_PURCHASE.column());
    Dataset<Row> known =
        Outcomes.of(
            customers.join(forecast, new String[] {ChurnScores.CUSTOMER_KEY}, "left"),
            lake.read(CustomerDays.TABLE),
            asOf,
            scored.horizonDays());
    return ContactProfitRows.addTo(
        known, ConfiguredMeasures.decisions(context.configuration().actions()));
  }

  /** The columns of gold.churn_evaluation that ChurnMetrics does not have; NULL within parts. */
  private static @Nullable Object[] profit(MeasuredCounts counts, Measured measured) {
    Optional<CampaignProfit> profit =
        measured.population().equals(Measurement.ALL)
            ? counts.profit(measured.scoreName())
            : Optional.empty();
    return profit
        .map(
            known ->
                new @Nullable Object[] {
                  known.tenths().stream().map(Evaluation::row).toArray(Row[]::new),
                  known.best().share(),
                  known.best().threshold(),
                  known.best().profit(),
                  known.planned().share(),
                  known.planned().threshold(),
                  known.planned().profit()
                })
        .orElseGet(() -> new @Nullable Object[] {null, null, null, null, null, null, null});
  }

  private static Row row(CampaignProfit.Share share) {
    return RowFactory.create(share.share(), share.threshold(), share.expected(), share.realised());
  }

  private static Column[] columns(Table table) {
    return table.columnNames().stream().map(name -> col(name)).toArray(Column[]::new);
  }
}
