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
import io.churnlake.training.Scorer;
import io.churnlake.training.UnscoredCustomers;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** Scores the customers of as_of with what {@link Scorer} has, and says why. */
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
    requireWhatScoresTake(context);
    Dataset<Row> features = lake.slice(ChurnFeatures.TABLE, context.asOf());
    Optional<Scorer> scorer = Scorer.of(context, features);
    Scored scored = scorer.map(by -> scored(context, features, by)).orElseGet(() -> nobody(lake));
    Written scores =
        lake.replaceSlices(ChurnScores.TABLE, List.of(context.asOf()), scored.scores());
    List<Written> written = new ArrayList<>(List.of(scores));
    written.add(lake.replaceSlice(ChurnDrift.TABLE, context.asOf(), scored.drift().rows()));
    written.add(UnscoredCustomers.written(context, scorer.isPresent()));
    scorer
        .flatMap(Scorer::registered)
        .flatMap(entry -> FeatureImportance.written(context, features, entry, scores.rows()))
        .ifPresent(written::add);
    boolean isNewest =
        lake.slices(ChurnScores.TABLE).stream().noneMatch(date -> date.isAfter(context.asOf()));
    if (isNewest) {
      written.add(lake.replace(ChurnScores.CURRENT, lake.slice(ChurnScores.TABLE, context.asOf())));
    }
    return new Outcome(
        scores.rows(),
        0,
        written,
        scored.drift().checks(),
        isNewest ? scored.note() : scored.note() + "; newer scores stay current");
  }

  /** The scores of a date and what is told of them. */
  private record Scored(Dataset<Row> scores, DriftReport drift, String note) {}

  private static Scored nobody(Lake lake) {
    return new Scored(
        ChurnRows.dataset(lake, List.of(), ChurnScores.TABLE),
        DriftReport.NONE,
        "no scores: there is no model yet (see train), and nobody has bought twice");
  }

  private static Scored scored(JobContext context, Dataset<Row> features, Scorer by) {
    @Nullable Reference reference = by.reference();
    ScoreTally tally = tally(features, by.model(), reference);
    DriftReport drift =
        by.registered().isEmpty()
            ? DriftReport.NONE
            : DriftReport.of(context, by.version(), reference, tally.drifts());
    RiskRanks ranks = new RiskRanks(tally.customersByStep());
    String note =
        by.inWords(context)
            + (ranks.tellApart()
                ? ""
                : "; all "
                    + ranks.customers()
                    + " customers have the same probability, so that nobody has a rank or band");
    return new Scored(
        scores(context, features, by, ranks),
        drift,
        drift.note().isEmpty() ? note : note + "; " + drift.note());
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
      JobContext context, Dataset<Row> features, Scorer by, RiskRanks ranks) {
    Lake lake = context.lake();
    Configuration.Churn churn = context.configuration().churn();
    ScoredRows scored =
        new ScoredRows(
            by.model(),
            ranks,
            new RiskBands(churn.bandHigh(), churn.bandMedium()),
            new ScoredRows.Origin(
                by.horizonDays(),
                by.version(),
                by.fallbackReason(),
                ChurnRows.versions(lake, List.of(ChurnFeatures.TABLE, Clv.TABLE)),
                context.runId(),
                Histories.of(context).lastDay(),
                context.configuration().shop().currency()));
    return ValueAtRisk.addTo(
        lake.spark().createDataFrame(scored.of(features.javaRDD()), ChurnScores.TABLE.schema()),
        lake.slice(Clv.TABLE, context.asOf()));
  }
}
