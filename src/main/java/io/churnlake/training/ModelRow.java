package io.churnlake.training;

import io.churnlake.churn.drift.ReferenceJson;
import io.churnlake.churn.model.Churners;
import io.churnlake.churn.model.MarginJson;
import io.churnlake.churn.model.ParameterSearch;
import io.churnlake.churn.model.SeasonOffset;
import io.churnlake.config.Configuration;
import io.churnlake.history.CustomerPasts;
import io.churnlake.lake.Written;
import io.churnlake.step.JobContext;
import io.churnlake.table.ChurnTraining;
import io.churnlake.table.Feature;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/** A row of gold.churn_models. */
public final class ModelRow {
  private ModelRow() {}

  /**
   * The row.
   *
   * @param scoresFrom see {@link Registry#scoresFrom}
   */
  public static Row of(
      JobContext context, Training training, Decision decision, List<LocalDate> scoresFrom) {
    Configuration.Churn churn = context.configuration().churn();
    Churners churners = training.summary().churners(training.learntOn());
    List<@Nullable Object> row = new ArrayList<>();
    row.add(ChurnRows.date(context.asOf()));
    row.add(training.version());
    row.add(decision.algorithm());
    row.add(decision.status());
    row.add(decision.reason());
    row.add(decision.features().stream().map(Feature::column).toList());
    row.add(decision.model().map(model -> MarginJson.write(model.margin())).orElse(null));
    row.add(decision.parameters());
    row.add(churn.seed());
    row.add(TrainingSettings.of(context.configuration()));
    row.add(ChurnRows.dates(training.learntOn()));
    row.add(churners.customers());
    row.add(churners.churned());
    row.add((double) churners.churned() / churners.customers());
    row.add(churn.horizonDays());
    row.add(training.summary().checksum());
    row.add(
        ChurnRows.versions(context.lake(), CustomerPasts.ARE_OF)
            + ","
            + ChurnTraining.TABLE.fullName()
            + "="
            + training.written().map(Written::version).orElse(-1L));
    row.add(ChurnRows.dates(scoresFrom));
    row.add(decision.season().map(ModelRow::season).orElse(null));
    row.add(
        decision.model().map(model -> ReferenceJson.write(training.reference(model))).orElse(null));
    row.add(decision.search().map(ModelRow::search).orElse(null));
    return RowFactory.create(row.toArray());
  }

  private static Row season(SeasonOffset season) {
    SeasonOffset.@Nullable Proof proof = season.proof();
    return RowFactory.create(
        season.modelVersion(),
        ChurnRows.date(season.yearAgo()),
        season.historyDays(),
        Double.isNaN(season.shift()) ? null : season.shift(),
        season.applied(),
        proof == null ? null : proof.lossWithout(),
        proof == null ? null : proof.lossWith());
  }

  private static Row search(ParameterSearch search) {
    return RowFactory.create(
        search.there(),
        search.tried(),
        search.customers(),
        search.lossesByDefault(),
        search.losses());
  }
}
