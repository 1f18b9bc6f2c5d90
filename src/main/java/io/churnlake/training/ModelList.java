package io.churnlake.training;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.churnlake.churn.model.Trial;
import io.churnlake.churn.score.Measurement;
import io.churnlake.table.ChurnMetrics;
import io.churnlake.table.ChurnModels;
import io.churnlake.table.ChurnValidation;
import java.time.LocalDate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The churn models of a lake, for a person to choose from. */
public final class ModelList {
  /** Whether it scores the newest date; whether it could. */
  private static final String IN_USE = "in_use";

  private static final String KEPT = "kept";

  private ModelList() {}

  /**
   * A row a model, the newest first, with what its algorithm was worth out of time; NULL where it
   * was not tried so.
   *
   * @param models gold.churn_models
   * @param validation gold.churn_validation
   */
  public static Dataset<Row> of(Dataset<Row> models, Dataset<Row> validation) {
    Column isInUse =
        new Registry(LocalDate.MAX, Registry.entries(models))
            .champion()
            .map(entry -> col(ChurnModels.MODEL_VERSION).equalTo(lit(entry.version())))
            .orElse(lit(false));
    Dataset<Row> outOfTime =
        validation
            .filter(
                col(ChurnValidation.SPLIT)
                    .equalTo(Trial.TIME)
                    .and(col(ChurnMetrics.POPULATION).equalTo(Measurement.ALL))
                    .and(col(ChurnMetrics.SCORE_NAME).equalTo(Measurement.MODEL)))
            .select(
                col(ChurnMetrics.MODEL_VERSION), col(ChurnMetrics.AUC), col(ChurnMetrics.LOG_LOSS));
    return models
        .filter(col(ChurnModels.STATUS).isNotNull())
        .join(outOfTime, new String[] {ChurnModels.MODEL_VERSION}, "left")
        .orderBy(col(ChurnModels.AS_OF).desc())
        .select(
            col(ChurnModels.MODEL_VERSION),
            col(ChurnModels.AS_OF),
            col(ChurnModels.ALGORITHM),
            col(ChurnModels.STATUS),
            isInUse.as(IN_USE),
            col(ChurnModels.MODEL).isNotNull().as(KEPT),
            col(ChurnModels.TRAINING_ROWS),
            col(ChurnMetrics.AUC),
            col(ChurnMetrics.LOG_LOSS));
  }
}
