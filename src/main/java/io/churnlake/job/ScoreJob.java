package io.churnlake.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.churnlake.churn.drift.Reference;
import io.churnlake.churn.feature.FeatureRows;
import io.churnlake.churn.model.ChurnModel;
import io.churnlake.churn.scored.RiskBands;
import io.churnlake.churn.scored.RiskRanks;
import io.churnlake.churn.scored.ScoreTally;
import io.churnlake.churn.scored.ScoredRows;
import io.churnlake.churn.scored.ValueAtRisk;
import io.churnlake.config.Configuration;
import io.churnlake.error.Errors;
import io.churnlake.error.UserException;
import io.churnlake.history.Histories;
import io.churnlake.history.Tallies;
import io.churnlake.lake.Lake;
import io.churnlake.lake.Written;
import io.churnlake.step.Job;
import io.churnlake.step.JobContext;
import io.churnlake.step.Outcome;
import io.churnlake.table.ChurnDrift;
import io.churnlake.table.ChurnFeatures;
import io.churnlake.table.ChurnImportance;
import io.churnlake.table.ChurnModels;
import io.churnlake.table.ChurnScores;
import io.churnlake.table.ChurnUnscored;
import io.churnlake.table.Clv;
import io.churnlake.table.CustomerDays;
import io.churnlake.table.Rfm;
import io.churnlake.table.Table;
import io.churnlake.training.ChurnRows;
import io.churnlake.training.DriftReport;
import io.churnlake.training.FeatureImportance;
import io.churnlake.training.Registry;
import io.churnlake.training.TrainingSettings;
import io.churnlake.training.UnscoredCustomers;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** Scores the customers of as_of with the model in use, and says why. */
public final class ScoreJob implements Job {
  @Override
  public String name() {
    return "score";
  }

  @Override
  public List<Table> reads() {
    return Stream.concat(
            Stream.of(ChurnFeatures.TABLE, ChurnModels.TABLE, Clv.TABLE, Rfm.TABLE),
            Histories.ARE_OF.stream())
        .toList();
  }

  @Override
  public List<Table> writes() {
    return List.of(
        ChurnScores.TABLE,
        ChurnScores.CURRENT,
        ChurnUnscored.TABLE,
        ChurnImportance.TABLE,
        ChurnDrift.TABLE);
  }

  @Override
  public boolean followsFromTables() {
    return true;
  }

  @Override
  public Outcome run(JobContext context) {
    Lake lake = context.lake();
    lake.require(ChurnFeatures.TABLE, name());
    Dataset<Row> features = lake.slice(ChurnFeatures.TABLE, context.asOf());
    requireWhatScoresTake(context);
    Registry registry = Registry.of(lake, context.asOf());
    Optional<Registry.Entry> champion = registry.champion();
    DriftReport drift = DriftReport.NONE;
    Dataset<Row> scores = ChurnRows.dataset(lake, List.of(), ChurnScores.TABLE);
    String note = "no scores: there is no model yet; see train";
    if (champion.isPresent()) {
      Registry.Entry entry = champion.get();
      ChurnModel model = entry.model().moved(registry.seasonOffset(entry));
      @Nullable Reference reference = entry.comparedWith();
      ScoreTally tally = tally(features, model, reference);
      drift = DriftReport.of(context, entry.version(), reference, tally.drifts());
      scores = scores(context, features, entry, model, new RiskRanks(tally.customersByStep()));
      String settings = TrainingSettings.of(context.configuration());
      note =
          "scored by %s (%s%s); %s"
              .formatted(
                  entry.version(),
                  entry.algorithm(),
                  entry.settings().equals(settings)
                      ? ""
                      : ", learnt under other settings: " + entry.settings(),
                  drift.note());
    }
    Written scored = lake.replaceSlices(ChurnScores.TABLE, List.of(context.asOf()), scores);
    List<Written> written = new ArrayList<>(List.of(scored));
    written.add(lake.replaceSlice(ChurnDrift.TABLE, context.asOf(), drift.rows()));
    written.add(UnscoredCustomers.written(context, champion.isPresent()));
    champion
        .flatMap(entry -> FeatureImportance.written(context, features, entry, scored.rows()))
        .ifPresent(written::add);
    boolean isNewest =
        lake.slices(ChurnScores.TABLE).stream().noneMatch(date -> date.isAfter(context.asOf()));
    if (isNewest) {
      written.add(lake.replace(ChurnScores.CURRENT, lake.slice(ChurnScores.TABLE, context.asOf())));
    }
    return new Outcome(
        scored.rows(),
        0,
        written,
        drift.checks(),
        isNewest ? note : note + "; newer scores stay current");
  }

  /**
   * Without values of the date nobody would be worth an action; without features a mistyped date
   * would empty the current scores.
   */
  private static void requireWhatScoresTake(JobContext context) {
    Lake lake = context.lake();
    LocalDate asOf = context.asOf();
    if (lake.exists(Clv.TABLE) && !lake.slices(Clv.TABLE).contains(asOf)) {
      throw noRows(Clv.TABLE, asOf);
    }
    if (!lake.slices(ChurnFeatures.TABLE).contains(asOf)) {
      LocalDate from = asOf.minusDays(context.configuration().churn().lookbackDays());
      boolean isSomebodyThere =
          !lake.read(CustomerDays.TABLE)
              .filter(col(CustomerDays.LINES).gt(0))
              .filter(col(CustomerDays.ORDER_DATE).gt(lit(from)))
              .filter(col(CustomerDays.ORDER_DATE).leq(lit(asOf)))
              .isEmpty();
      if (isSomebodyThere) {
        throw noRows(ChurnFeatures.TABLE, asOf);
      }
    }
  }

  private static UserException noRows(Table table, LocalDate asOf) {
    return Errors.dataRefused(
        "Nobody can be scored as of " + asOf + ".",
        table.fullName() + " has no rows of that date.",
        "Run the job " + table.writer() + " for it first, or `churnlake nightly` for all steps.");
  }

  /** The one look at all customers that ranks and drift need before anyone is scored. */
  private static ScoreTally tally(
      Dataset<Row> features, ChurnModel model, @Nullable Reference reference) {
    return features
        .javaRDD()
        .treeAggregate(
            new ScoreTally(reference),
            (tally, row) -> tally.plus(FeatureRows.values(row), model),
            ScoreTally::plus,
            Tallies.DEPTH);
  }

  private static Dataset<Row> scores(
      JobContext context,
      Dataset<Row> features,
      Registry.Entry champion,
      ChurnModel model,
      RiskRanks ranks) {
    Lake lake = context.lake();
    Configuration.Churn churn = context.configuration().churn();
    ScoredRows scored =
        new ScoredRows(
            model,
            ranks,
            new RiskBands(churn.bandHigh(), churn.bandMedium()),
            new ScoredRows.Origin(
                champion.horizonDays(),
                champion.version(),
                ChurnRows.versions(lake, List.of(ChurnFeatures.TABLE, Clv.TABLE)),
                context.runId(),
                Histories.of(context).lastDay()));
    return ValueAtRisk.addTo(
        lake.spark().createDataFrame(scored.of(features.javaRDD()), ChurnScores.TABLE.schema()),
        lake.slice(Clv.TABLE, context.asOf()));
  }
}
