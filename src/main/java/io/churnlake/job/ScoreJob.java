package io.churnlake.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.churnlake.churn.model.ChurnModel;
import io.churnlake.churn.scored.RiskBands;
import io.churnlake.churn.scored.RiskRanks;
import io.churnlake.churn.scored.ScoredRows;
import io.churnlake.churn.scored.ValueAtRisk;
import io.churnlake.config.Configuration;
import io.churnlake.lake.Lake;
import io.churnlake.lake.Written;
import io.churnlake.table.ChurnFeatures;
import io.churnlake.table.ChurnImportance;
import io.churnlake.table.ChurnModels;
import io.churnlake.table.ChurnScores;
import io.churnlake.table.ChurnUnscored;
import io.churnlake.table.Clv;
import io.churnlake.table.Rfm;
import io.churnlake.table.Table;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Scores the customers of as_of with the model in use, and says why. */
public final class ScoreJob implements Job {
  @Override
  public String name() {
    return "score";
  }

  @Override
  public String summary() {
    return "Each customer's probability to churn after as_of, its rank and band, its reasons, and"
        + " the value at risk; who has none, and what a new model goes by.";
  }

  @Override
  public List<Table> reads() {
    return Stream.concat(
            Stream.of(ChurnFeatures.TABLE, ChurnModels.TABLE, Clv.TABLE, Rfm.TABLE),
            Shared.HISTORIES_ARE_OF.stream())
        .toList();
  }

  @Override
  public List<Table> writes() {
    return List.of(
        ChurnScores.TABLE, ChurnScores.CURRENT, ChurnUnscored.TABLE, ChurnImportance.TABLE);
  }

  @Override
  public boolean followsFromTables() {
    return true;
  }

  @Override
  public Outcome run(JobContext context) {
    Lake lake = context.lake();
    Dataset<Row> features = slice(lake.require(ChurnFeatures.TABLE, name()), context.asOf());
    Registry registry = Registry.of(lake, context.asOf());
    Optional<Registry.Entry> champion = registry.champion();
    Dataset<Row> scores =
        champion.isEmpty()
            ? ChurnRows.dataset(lake, List.of(), ChurnScores.TABLE)
            : scores(context, features, champion.get(), registry.seasonOffset());
    Written scored = lake.replaceSlices(ChurnScores.TABLE, List.of(context.asOf()), scores);
    List<Written> written = new ArrayList<>(List.of(scored));
    written.add(UnscoredCustomers.written(context, champion.isPresent()));
    champion
        .flatMap(entry -> FeatureImportance.written(context, features, entry, scored.rows()))
        .ifPresent(written::add);
    String note =
        champion
            .map(entry -> "scored by " + entry.version() + " (" + entry.algorithm() + ")")
            .orElse("no scores: there is no model yet; see train");
    boolean isNewest =
        lake.slices(ChurnScores.TABLE).stream().noneMatch(date -> date.isAfter(context.asOf()));
    if (isNewest) {
      written.add(
          lake.replace(ChurnScores.CURRENT, slice(lake.read(ChurnScores.TABLE), context.asOf())));
    }
    return new Outcome(
        scored.rows(),
        0,
        written,
        List.of(),
        isNewest ? note : note + "; newer scores stay current");
  }

  private static Dataset<Row> scores(
      JobContext context, Dataset<Row> features, Registry.Entry champion, double seasonOffset) {
    Lake lake = context.lake();
    Configuration.Churn churn = context.configuration().churn();
    ChurnModel model = champion.model().moved(seasonOffset);
    JavaRDD<Row> rows = features.javaRDD();
    ScoredRows scored =
        new ScoredRows(
            model,
            new RiskRanks(ScoredRows.steps(rows, model).countByValue()),
            new RiskBands(churn.bandHigh(), churn.bandMedium()),
            new ScoredRows.Origin(
                champion.horizonDays(),
                champion.version(),
                ChurnRows.versions(lake, List.of(ChurnFeatures.TABLE, Clv.TABLE)),
                context.runId()));
    return ValueAtRisk.addTo(
        lake.spark().createDataFrame(scored.of(rows), ChurnScores.TABLE.schema()),
        slice(lake.read(Clv.TABLE), context.asOf()));
  }

  private static Dataset<Row> slice(Dataset<Row> table, LocalDate asOf) {
    return table.filter(col(Table.AS_OF).equalTo(lit(asOf)));
  }
}
