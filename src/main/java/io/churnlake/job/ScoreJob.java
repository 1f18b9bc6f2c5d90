package io.churnlake.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;

import io.churnlake.churn.model.Prediction;
import io.churnlake.churn.score.Scores;
import io.churnlake.config.Configuration;
import io.churnlake.lake.Lake;
import io.churnlake.lake.Models;
import io.churnlake.lake.Written;
import io.churnlake.table.ChurnFeatures;
import io.churnlake.table.ChurnModels;
import io.churnlake.table.ChurnScores;
import io.churnlake.table.CustomerDays;
import io.churnlake.table.Table;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Scores the customers of as_of with its model. */
public final class ScoreJob implements Job {
  @Override
  public String name() {
    return "score";
  }

  @Override
  public String summary() {
    return "Each customer's probability to churn after as_of, and its risk band.";
  }

  @Override
  public List<Table> reads() {
    return List.of(CustomerDays.TABLE, ChurnFeatures.TABLE, ChurnModels.TABLE);
  }

  @Override
  public List<Table> writes() {
    return List.of(ChurnScores.TABLE, ChurnScores.CURRENT);
  }

  @Override
  public boolean followsFromTables() {
    return true;
  }

  @Override
  public Outcome run(JobContext context) {
    Lake lake = context.lake();
    Dataset<Row> features = slice(lake.require(ChurnFeatures.TABLE, name()), context.asOf());
    List<Row> models =
        slice(lake.require(ChurnModels.TABLE, name()), context.asOf())
            .select(ChurnModels.MODEL_VERSION, ChurnModels.PATH, ChurnModels.HORIZON_DAYS)
            .collectAsList();
    Dataset<Row> scores =
        models.isEmpty()
            ? ChurnRows.dataset(lake, List.of(), ChurnScores.TABLE)
            : scores(context, features, models.get(0));
    Written written = lake.replaceSlices(ChurnScores.TABLE, List.of(context.asOf()), scores);
    String note =
        models.isEmpty()
            ? "no scores: there is no model yet; see train"
            : "scored by " + models.get(0).getString(0);
    Dataset<Row> all = lake.read(ChurnScores.TABLE);
    if (isNewest(all, context.asOf())) {
      Written current = lake.replace(ChurnScores.CURRENT, slice(all, context.asOf()));
      return Outcome.of(written.rows(), note, written, current);
    }
    return Outcome.of(written.rows(), note + "; newer scores stay current", written);
  }

  private static Dataset<Row> scores(JobContext context, Dataset<Row> features, Row model) {
    Configuration.Churn churn = context.configuration().churn();
    Scores.Origin origin =
        new Scores.Origin(
            model.getInt(2),
            model.getString(0),
            ChurnRows.dataVersion(context.lake()),
            context.runId());
    return Scores.of(
        Prediction.of(Models.load(context.lake(), model.getString(1)), features),
        churn.bandMedium(),
        churn.bandHigh(),
        origin);
  }

  private static boolean isNewest(Dataset<Row> scores, LocalDate asOf) {
    Row newest = scores.agg(max(ChurnScores.AS_OF)).first();
    return newest.isNullAt(0) || !newest.getDate(0).toLocalDate().isAfter(asOf);
  }

  private static Dataset<Row> slice(Dataset<Row> table, LocalDate asOf) {
    return table.filter(col(Table.AS_OF).equalTo(lit(asOf)));
  }
}
