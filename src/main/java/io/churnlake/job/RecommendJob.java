package io.churnlake.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.churnlake.churn.recommend.Baskets;
import io.churnlake.churn.recommend.HitCounts;
import io.churnlake.churn.recommend.RecommendationModel;
import io.churnlake.churn.recommend.RecommendationRows;
import io.churnlake.config.ActionRules;
import io.churnlake.lake.Lake;
import io.churnlake.lake.Written;
import io.churnlake.step.Job;
import io.churnlake.step.JobContext;
import io.churnlake.step.Outcome;
import io.churnlake.table.Actions;
import io.churnlake.table.Customers;
import io.churnlake.table.RecommendationProducts;
import io.churnlake.table.RecommendationQuality;
import io.churnlake.table.Recommendations;
import io.churnlake.table.SilverOrderLines;
import io.churnlake.table.Table;
import io.churnlake.training.RecommendationFit;
import io.churnlake.training.RecommendationQualityRows;
import io.churnlake.training.RecommendationTraining;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Products for the customers whose measure is a recommendation. What products have in common is
 * learnt as rarely as churn is; a night in between looks at these customers' purchases alone.
 */
public final class RecommendJob implements Job {
  @Override
  public String name() {
    return "recommend";
  }

  @Override
  public List<Table> reads() {
    return List.of(Actions.TABLE, SilverOrderLines.TABLE, Customers.TABLE);
  }

  @Override
  public List<Table> writes() {
    return List.of(
        RecommendationProducts.TABLE, RecommendationQuality.TABLE, Recommendations.TABLE);
  }

  @Override
  public boolean followsFromTables() {
    return true;
  }

  @Override
  public Outcome run(JobContext context) {
    Lake lake = context.lake();
    LocalDate asOf = context.asOf();
    lake.require(Actions.TABLE, name());
    ActionRules.Recommendations rules = context.configuration().actions().recommendations();
    Dataset<Row> recipients =
        lake.slice(Actions.TABLE, asOf)
            .filter(col(Actions.MEASURE).equalTo(lit(rules.measure())))
            .select(Actions.CUSTOMER_KEY);
    if (recipients.isEmpty()) {
      return Outcome.of(
          0,
          "nothing to recommend: nobody's measure is " + rules.measure(),
          lake.replaceSlice(Recommendations.TABLE, asOf, List.of()));
    }
    Dataset<Row> lines = Baskets.lines(lake.require(SilverOrderLines.TABLE, name()), asOf);
    List<Written> written = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    RecommendationFit fit = fit(context, lines, written, notes);
    Written recommended = written(context, fit, lines, recipients);
    written.add(recommended);
    notes.add(0, recommended.rows() + " recommendations by " + fit.model().label());
    return new Outcome(recommended.rows(), 0, written, List.of(), String.join("; ", notes));
  }

  private static Written written(
      JobContext context, RecommendationFit fit, Dataset<Row> lines, Dataset<Row> recipients) {
    Lake lake = context.lake();
    LocalDate asOf = context.asOf();
    if (fit.assortment().size() == 0) {
      return lake.replaceSlice(Recommendations.TABLE, asOf, List.of());
    }
    Dataset<Row> theirs = lines.join(recipients, new String[] {Actions.CUSTOMER_KEY}, "left_semi");
    boolean alreadyBought = context.configuration().actions().recommendations().alreadyBought();
    return lake.replaceSlices(
        Recommendations.TABLE,
        List.of(asOf),
        lake.spark()
            .createDataFrame(
                RecommendationRows.of(
                    Baskets.of(theirs),
                    fit.recommender(alreadyBought),
                    fit.model(),
                    asOf,
                    fit.asOf()),
                Recommendations.TABLE.schema()));
  }

  /** The fit in use, which is learnt if that is due. */
  private static RecommendationFit fit(
      JobContext context, Dataset<Row> lines, List<Written> written, List<String> notes) {
    Lake lake = context.lake();
    LocalDate asOf = context.asOf();
    NavigableSet<LocalDate> fitted = lake.slices(RecommendationQuality.TABLE);
    LocalDate last = fitted.floor(asOf);
    int every = context.configuration().churn().retrainAfterDays();
    if (last != null && last.isBefore(asOf) && last.plusDays(every).isAfter(asOf)) {
      notes.add("learnt " + last + ", next " + last.plusDays(every));
      return RecommendationFit.read(lake, last);
    }
    RecommendationTraining.Learnt learnt = new RecommendationTraining(context).learn(lines);
    // The second one last: its rows say that the fit is done.
    written.add(lake.replaceSlice(RecommendationProducts.TABLE, asOf, learnt.fit().productRows()));
    written.add(
        lake.replaceSlice(
            RecommendationQuality.TABLE, asOf, RecommendationQualityRows.of(asOf, learnt)));
    notes.add(inWords(learnt));
    return learnt.fit();
  }

  private static String inWords(RecommendationTraining.Learnt learnt) {
    HitCounts hits = learnt.hits();
    String tried =
        hits.customers() == 0
            ? "nobody to try it on"
            : String.format(
                Locale.ROOT,
                "of %d customers kept apart one of five was bought next by: als %s, best sellers"
                    + " %.1f %%, of the category %.1f %%",
                hits.customers(),
                learnt.isTooSmall()
                    ? "not known"
                    : String.format(Locale.ROOT, "%.1f %%", percent(hits, RecommendationModel.ALS)),
                percent(hits, RecommendationModel.BEST_SELLERS),
                percent(hits, RecommendationModel.CATEGORY_BEST_SELLERS));
    return learnt.isTooSmall() ? "the shop is too small for als; " + tried : tried;
  }

  private static double percent(HitCounts hits, RecommendationModel model) {
    return 100.0 * hits.hits(model) / hits.customers();
  }
}
