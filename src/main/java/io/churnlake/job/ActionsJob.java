package io.churnlake.job;

import io.churnlake.churn.action.ActionRows;
import io.churnlake.churn.action.Affordable;
import io.churnlake.churn.action.BudgetFill;
import io.churnlake.churn.action.Decisions;
import io.churnlake.churn.action.Measure;
import io.churnlake.config.ActionRules;
import io.churnlake.error.Errors;
import io.churnlake.evaluation.ConfiguredMeasures;
import io.churnlake.evaluation.EffectOfMeasures;
import io.churnlake.history.Tallies;
import io.churnlake.lake.Lake;
import io.churnlake.lake.Written;
import io.churnlake.step.Job;
import io.churnlake.step.JobContext;
import io.churnlake.step.Outcome;
import io.churnlake.table.Actions;
import io.churnlake.table.CampaignContacts;
import io.churnlake.table.ChurnScores;
import io.churnlake.table.CustomerDays;
import io.churnlake.table.MeasureEffect;
import io.churnlake.table.Rfm;
import io.churnlake.table.Table;
import java.time.LocalDate;
import java.util.List;
import java.util.NavigableSet;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.util.LongAccumulator;

/** What to do for each scored customer, and what earlier measures did. */
public final class ActionsJob implements Job {
  @Override
  public String name() {
    return "actions";
  }

  @Override
  public List<Table> reads() {
    return List.of(ChurnScores.TABLE, Rfm.TABLE, CampaignContacts.TABLE, CustomerDays.TABLE);
  }

  @Override
  public List<Table> writes() {
    return List.of(Actions.TABLE, MeasureEffect.TABLE);
  }

  @Override
  public boolean followsFromTables() {
    return true;
  }

  @Override
  public Outcome run(JobContext context) {
    Lake lake = context.lake();
    LocalDate asOf = context.asOf();
    lake.require(ChurnScores.TABLE, name());
    lake.require(Rfm.TABLE, name());
    NavigableSet<LocalDate> scored = lake.slices(ChurnScores.TABLE);
    boolean isScored = scored.contains(asOf);
    if (isScored && !lake.slices(Rfm.TABLE).contains(asOf)) {
      throw Errors.dataRefused(
          "The job " + name() + " cannot run as of " + asOf + ".",
          Rfm.TABLE.fullName() + " has no rows of that date.",
          "Run the job rfm for it first, or `churnlake nightly` for all steps.");
    }
    // Counted while the rows are made, which costs no look of its own.
    LongAccumulator byNoModel = lake.spark().sparkContext().longAccumulator();
    Written actions =
        isScored
            ? written(
                context,
                byNoModel,
                ActionRows.customers(
                    lake.slice(ChurnScores.TABLE, asOf), lake.slice(Rfm.TABLE, asOf)))
            : lake.replaceSlice(Actions.TABLE, asOf, List.of());
    Written effect = EffectOfMeasures.written(context, scored, name());
    String decided =
        isScored
            ? actions.rows() + " customers decided on" + untried(byNoModel)
            : "no scores, no actions";
    return Outcome.of(
        actions.rows(),
        decided + "; effects in " + effect.rows() + " measures and bands" + staleness(context),
        actions,
        effect);
  }

  /** Money is spent by these scores: whoever does should know what they are worth. */
  private static String untried(LongAccumulator byNoModel) {
    return byNoModel.value() > 0
        ? " by BG/NBD's P(no purchase), which was tried on no outcomes of this shop"
        : "";
  }

  private static JavaRDD<Row> counted(Dataset<Row> customers, LongAccumulator byNoModel) {
    return customers
        .javaRDD()
        .map(
            row -> {
              if (ChurnScores.FALLBACK.equals(row.getAs(ChurnScores.MODEL_VERSION))) {
                byNoModel.add(1);
              }
              return row;
            });
  }

  private static String staleness(JobContext context) {
    LocalDate knownUpTo = EffectOfMeasures.knownUpTo(context);
    return knownUpTo.isBefore(context.asOf())
        ? " of contacts whose window had ended by the log's last day, " + knownUpTo
        : "";
  }

  private Written written(JobContext context, LongAccumulator byNoModel, Dataset<Row> customers) {
    ActionRules rules = context.configuration().actions();
    Decisions decisions = ConfiguredMeasures.decisions(rules);
    if (rules.budget() == 0) {
      return written(
          context, counted(customers, byNoModel), new ActionRows(decisions, Affordable.ALL));
    }
    customers.persist(StorageLevel.MEMORY_AND_DISK());
    try {
      Affordable affordable = affordable(customers, decisions, rules.budget());
      return written(context, counted(customers, byNoModel), new ActionRows(decisions, affordable));
    } finally {
      customers.unpersist();
    }
  }

  private Affordable affordable(Dataset<Row> customers, Decisions decisions, double budget) {
    BudgetFill fill =
        customers
            .javaRDD()
            .<BudgetFill>treeAggregate(
                new BudgetFill(Measure.parts(budget)),
                (sofar, row) -> {
                  decisions.candidate(ActionRows.customer(row)).ifPresent(sofar::add);
                  return sofar;
                },
                BudgetFill::plus,
                Tallies.DEPTH);
    if (fill.isTooLarge()) {
      throw Errors.dataRefused(
          "The step " + name() + " cannot spend the budget of " + budget + ".",
          "It pays more than " + BudgetFill.MOST + " contacts, which are ranked on one machine.",
          "Lower churnlake.actions.budget, set it to 0 for no limit, or give measures a"
              + " least-value. Nothing was published.");
    }
    return fill.affordable();
  }

  private static Written written(JobContext context, JavaRDD<Row> customers, ActionRows rows) {
    Lake lake = context.lake();
    return lake.replaceSlices(
        Actions.TABLE,
        List.of(context.asOf()),
        lake.spark().createDataFrame(rows.of(customers), Actions.TABLE.schema()));
  }
}
