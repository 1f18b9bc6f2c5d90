package io.churnlake.job;

import static org.apache.spark.sql.functions.lit;

import io.churnlake.clv.Candidate;
import io.churnlake.clv.ClvModel;
import io.churnlake.clv.ClvScores;
import io.churnlake.clv.ClvSettings;
import io.churnlake.clv.CustomerGroups;
import io.churnlake.clv.CustomerSummaries;
import io.churnlake.clv.Margin;
import io.churnlake.clv.PurchaseHistories;
import io.churnlake.clv.SpendHistories;
import io.churnlake.clv.TotalSums;
import io.churnlake.clv.WithoutAmounts;
import io.churnlake.clv.model.Design;
import io.churnlake.clv.model.GroupedModel;
import io.churnlake.clv.optimize.Fit;
import io.churnlake.config.Configuration;
import io.churnlake.history.KnownHistory;
import io.churnlake.lake.Lake;
import io.churnlake.lake.Written;
import io.churnlake.step.Check;
import io.churnlake.step.Job;
import io.churnlake.step.JobContext;
import io.churnlake.step.Outcome;
import io.churnlake.table.Clv;
import io.churnlake.table.ClvFits;
import io.churnlake.table.ClvHoldout;
import io.churnlake.table.ClvTotals;
import io.churnlake.table.CustomerDays;
import io.churnlake.table.Customers;
import io.churnlake.table.Table;
import io.churnlake.value.ClvFitRows;
import io.churnlake.value.ClvHoldoutRows;
import io.churnlake.value.ClvHoldoutStep;
import io.churnlake.value.LogGaps;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/** Chooses and fits the purchase model, fits the spend model, and values every customer. */
public final class ClvJob implements Job {
  @Override
  public String name() {
    return "clv";
  }

  @Override
  public List<Table> reads() {
    return List.of(CustomerDays.TABLE, Customers.TABLE);
  }

  @Override
  public List<Table> writes() {
    return List.of(ClvFits.TABLE, ClvHoldout.TABLE, Clv.TABLE, ClvTotals.TABLE);
  }

  @Override
  public boolean followsFromTables() {
    return true;
  }

  @Override
  public Outcome run(JobContext context) {
    Lake lake = context.lake();
    Configuration.Clv clv = context.configuration().clv();
    Dataset<Row> days = lake.require(CustomerDays.TABLE, name());
    Dataset<Row> customers = lake.require(Customers.TABLE, name());
    KnownHistory history = KnownHistory.of(context);
    Dataset<Row> summaries =
        CustomerSummaries.withAttributes(CustomerSummaries.of(days, context.asOf()), customers)
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      CustomerGroups groups = groups(summaries, clv);
      Dataset<Row> grouped = groups.assign(summaries);
      long known = summaries.count();
      ClvHoldoutStep.Result holdout =
          new ClvHoldoutStep(clv, context.asOf())
              .run(days, customers, clv.covariates(), history.firstDay(), known);
      Candidate chosen = chosen(clv, holdout);
      List<Fit<GroupedModel>> fits = fits(context, days, grouped, groups, chosen);
      SpendHistories spend = SpendHistories.fit(summaries);
      Row sums = Margin.sums(summaries).first();
      Margin margin = Margin.of(sums, clv.marginRate());
      Amounts amounts =
          sums.isNullAt(2) || sums.getDecimal(2).signum() == 0 ? Amounts.UNKNOWN : Amounts.KNOWN;
      return written(
          context, grouped, groups, holdout, chosen, fits, spend, margin, known, amounts);
    } finally {
      summaries.unpersist();
    }
  }

  /** Whether the log has sums of money, or dates only. */
  private enum Amounts {
    KNOWN,
    UNKNOWN;

    Dataset<Row> in(Dataset<Row> results) {
      return this == KNOWN ? results : WithoutAmounts.of(results);
    }
  }

  private static CustomerGroups groups(Dataset<Row> summaries, Configuration.Clv clv) {
    List<String> attributes =
        clv.segmentBy().isEmpty() ? clv.covariates() : List.of(clv.segmentBy());
    return attributes.isEmpty()
        ? CustomerGroups.ONE
        : CustomerGroups.of(
            attributes,
            CustomerGroups.counts(summaries, attributes).collectAsList(),
            clv.leastCustomers());
  }

  private static Candidate chosen(Configuration.Clv clv, ClvHoldoutStep.Result holdout) {
    return clv.model().equals(Configuration.Clv.AUTO)
        ? holdout.best().orElse(Candidate.named(clv.candidates().get(0)))
        : Candidate.named(clv.model());
  }

  /** The pooled fit first, then that of each segment, or the pooled one where it has too few. */
  private static List<Fit<GroupedModel>> fits(
      JobContext context,
      Dataset<Row> days,
      Dataset<Row> grouped,
      CustomerGroups groups,
      Candidate chosen) {
    Configuration.Clv clv = context.configuration().clv();
    LogGaps gaps =
        chosen.name().equals(Candidate.REGULAR)
            ? LogGaps.of(days, grouped, context.asOf())
            : LogGaps.unknown();
    try (PurchaseHistories histories = PurchaseHistories.of(grouped)) {
      List<Fit<GroupedModel>> fits = new ArrayList<>();
      fits.add(
          chosen.fit(
              (family, design) -> histories.fit(family, design, clv.unitDays(), gaps.total()),
              groups.design()));
      if (!clv.segmentBy().isEmpty()) {
        for (int group = 0; group < groups.size(); group++) {
          fits.add(
              groups.sizes().get(group) < clv.leastCustomers()
                  ? fits.get(0)
                  : ownOrPooled(group, histories, gaps, clv, chosen, fits.get(0)));
        }
      }
      return fits;
    }
  }

  private static Fit<GroupedModel> ownOrPooled(
      int group,
      PurchaseHistories histories,
      LogGaps gaps,
      Configuration.Clv clv,
      Candidate chosen,
      Fit<GroupedModel> pooled) {
    Fit<GroupedModel> own =
        chosen.fit(
            (family, design) -> histories.fitGroup(group, family, clv.unitDays(), gaps.of(group)),
            Design.NONE);
    return own.converged() && own.note().isEmpty() ? own : pooled;
  }

  private Outcome written(
      JobContext context,
      Dataset<Row> grouped,
      CustomerGroups groups,
      ClvHoldoutStep.Result holdout,
      Candidate chosen,
      List<Fit<GroupedModel>> fits,
      SpendHistories spend,
      Margin margin,
      long known,
      Amounts amounts) {
    Configuration.Clv clv = context.configuration().clv();
    ClvSettings settings =
        new ClvSettings(
            clv.horizonDays(),
            clv.furtherHorizonsDays(),
            clv.discountRate(),
            margin.rate(),
            clv.unitDays());
    List<Fit<GroupedModel>> byGroup =
        IntStream.range(0, groups.size())
            .mapToObj(group -> fits.size() > 1 ? fits.get(group + 1) : fits.get(0))
            .toList();
    ClvModel model = ClvModel.of(byGroup, spend.fit());
    List<Row> totals =
        TotalSums.rows(
            TotalSums.partial(grouped, model, settings, context.asOf()).collectAsList(),
            model,
            settings,
            context.asOf(),
            holdout.earlier().error(),
            holdout.earlier().season());
    List<Row> fitRows = fitRows(context, groups, holdout, chosen, fits);
    if (amounts == Amounts.KNOWN) {
      fitRows.add(
          new ClvFitRows(context.asOf(), clv.unitDays())
              .spend(spend.fit(), spend.correlation(), margin));
    }
    Written writtenFits = slice(context, ClvFits.TABLE, fitRows);
    Written writtenHoldout =
        slice(
            context,
            ClvHoldout.TABLE,
            new ClvHoldoutRows(context.asOf(), holdout).all(chosen.name()));
    Written scores =
        context
            .lake()
            .replaceSlices(
                Clv.TABLE,
                List.of(context.asOf()),
                amounts
                    .in(
                        ClvScores.of(
                            grouped, model, settings, origin(context, groups, chosen, fits, spend)))
                    .withColumn(Table.AS_OF, lit(context.asOf())));
    Written writtenTotals =
        context
            .lake()
            .replaceSmallSlice(
                ClvTotals.TABLE,
                context.asOf(),
                amounts.in(
                    context.lake().spark().createDataFrame(totals, ClvTotals.TABLE.schema())));
    return new Outcome(
        known,
        0,
        List.of(writtenFits, writtenHoldout, scores, writtenTotals),
        checks(holdout, spend, margin, known, totals, amounts),
        note(chosen, fits.get(0), spend, holdout, amounts));
  }

  private static Written slice(JobContext context, Table table, List<Row> rows) {
    return context.lake().replaceSlice(table, context.asOf(), rows);
  }

  private static List<Row> fitRows(
      JobContext context,
      CustomerGroups groups,
      ClvHoldoutStep.Result holdout,
      Candidate chosen,
      List<Fit<GroupedModel>> fits) {
    ClvFitRows rows = new ClvFitRows(context.asOf(), context.configuration().clv().unitDays());
    List<Row> result = new ArrayList<>();
    for (ClvHoldoutStep.Compared compared : holdout.compared()) {
      result.add(
          rows.purchases(
              ClvFits.ROLE_HOLDOUT,
              compared.candidate(),
              ClvFits.SEGMENT_ALL,
              compared.candidate().name().equals(chosen.name()),
              holdout.window().calibratedTo(),
              compared.fit()));
    }
    result.add(
        rows.purchases(
            ClvFits.ROLE_SCORES, chosen, ClvFits.SEGMENT_ALL, true, context.asOf(), fits.get(0)));
    for (int group = 0; group < fits.size() - 1; group++) {
      if (!fits.get(group + 1).equals(fits.get(0))) {
        result.add(
            rows.purchases(
                ClvFits.ROLE_SCORES,
                chosen,
                groups.name(group),
                true,
                context.asOf(),
                fits.get(group + 1)));
      }
    }
    return result;
  }

  private static ClvScores.Origin origin(
      JobContext context,
      CustomerGroups groups,
      Candidate chosen,
      List<Fit<GroupedModel>> fits,
      SpendHistories spend) {
    List<String> segments = new ArrayList<>();
    List<Integer> noted = new ArrayList<>();
    for (int group = 0; group < groups.size(); group++) {
      Fit<GroupedModel> fit = fits.size() > 1 ? fits.get(group + 1) : fits.get(0);
      segments.add(fit.equals(fits.get(0)) ? ClvFits.SEGMENT_ALL : groups.name(group));
      if (fit.note().isPresent()) {
        noted.add(group);
      }
    }
    return new ClvScores.Origin(
        context.asOf(),
        chosen.name(),
        segments,
        noted,
        spend.fit().note().isPresent() ? ClvScores.Origin.Noted.YES : ClvScores.Origin.Noted.NO);
  }

  private static List<Check> checks(
      ClvHoldoutStep.Result holdout,
      SpendHistories spend,
      Margin margin,
      long known,
      List<Row> totals,
      Amounts amounts) {
    long counted =
        totals.stream()
            .filter(row -> row.getString(1).equals("all"))
            .mapToLong(row -> row.getLong(3))
            .sum();
    String correlation = String.format(Locale.ROOT, "%.3f", spend.correlation());
    return List.of(
        Check.equal("every customer is in the total value", known, counted),
        new Check(
            "frequency and spend are independent",
            "correlation at most " + SpendHistories.DOUBTFUL_CORRELATION,
            spend.isDoubtful()
                ? "correlation " + correlation
                : "correlation at most " + SpendHistories.DOUBTFUL_CORRELATION,
            Check.Severity.NOTE),
        new Check(
            "known costs are enough for a margin rate",
            "yes",
            margin.costsAreTooFew()
                ? String.format(
                    Locale.ROOT,
                    "no, those of %.1f %% of the revenue; clv.margin-rate is used",
                    100 * margin.costedShare())
                : "yes",
            Check.Severity.NOTE),
        new Check(
            "amounts are known",
            "yes",
            amounts == Amounts.KNOWN ? "yes" : "no, spend and values are left out",
            Check.Severity.NOTE),
        new Check(
            "purchase models are compared on a holdout",
            "compared",
            holdout.remark().orElse("compared"),
            Check.Severity.NOTE));
  }

  private static String note(
      Candidate chosen,
      Fit<GroupedModel> fit,
      SpendHistories spend,
      ClvHoldoutStep.Result holdout,
      Amounts amounts) {
    return chosen.name()
        + (holdout.compared().isEmpty() ? "" : " of " + holdout.compared().size() + " models")
        + describe(fit)
        + (amounts == Amounts.KNOWN
            ? "; gamma_gamma" + describe(spend.fit())
            : "; no amounts, values are left out");
  }

  private static String describe(Fit<?> fit) {
    return String.format(Locale.ROOT, " LL %.3f", fit.logLikelihood())
        + (fit.converged() ? "" : " (not converged)")
        + fit.note().map(note -> ": " + note).orElse("");
  }
}
