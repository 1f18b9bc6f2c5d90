package io.churnlake.job;

import io.churnlake.churn.action.ContactOutcomes;
import io.churnlake.churn.feature.FeatureDate;
import io.churnlake.churn.model.ModelInputs;
import io.churnlake.history.CustomerPasts;
import io.churnlake.history.KnownHistory;
import io.churnlake.lake.Lake;
import io.churnlake.step.Job;
import io.churnlake.step.JobContext;
import io.churnlake.step.Outcome;
import io.churnlake.table.CampaignContacts;
import io.churnlake.table.CustomerDays;
import io.churnlake.table.Table;
import io.churnlake.table.UpliftQuality;
import io.churnlake.training.Contacted;
import io.churnlake.training.UpliftCases;
import io.churnlake.training.UpliftTrial;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/** Whether it can be told whom a measure keeps, as rarely as churn is learnt. */
public final class UpliftJob implements Job {
  @Override
  public String name() {
    return "uplift";
  }

  @Override
  public List<Table> reads() {
    return Stream.concat(CustomerPasts.ARE_OF.stream(), Stream.of(CampaignContacts.TABLE))
        .distinct()
        .toList();
  }

  @Override
  public List<Table> writes() {
    return List.of(UpliftQuality.TABLE);
  }

  @Override
  public boolean followsFromTables() {
    return true;
  }

  @Override
  public Outcome run(JobContext context) {
    Lake lake = context.lake();
    if (!lake.exists(CampaignContacts.TABLE)) {
      return Outcome.of(0, "no contacts to learn from");
    }
    LocalDate asOf = context.asOf();
    LocalDate last = lake.slices(UpliftQuality.TABLE).floor(asOf);
    LocalDate next = last == null ? asOf : last.plusDays(every(context));
    if (last != null && last.isBefore(asOf) && next.isAfter(asOf)) {
      return Outcome.of(0, "what was learnt " + last + " stays; next is due " + next);
    }
    lake.require(CustomerDays.TABLE, name());
    int horizonDays = context.configuration().churn().horizonDays();
    // Of a log that ends earlier it is not known who stayed.
    LocalDate knownUpTo = KnownHistory.of(context).knownUpTo(asOf);
    Dataset<Row> first =
        ContactOutcomes.first(lake.read(CampaignContacts.TABLE), knownUpTo.minusDays(horizonDays));
    UpliftCases cases = UpliftCases.of(first);
    if (cases.measures().isEmpty()) {
      return Outcome.of(
          0,
          "no measure has "
              + UpliftCases.LEAST
              + " customers treated and as many left alone whose window has ended");
    }
    Outcome outcome = tried(context, cases, CustomerPasts.of(context));
    return knownUpTo.isBefore(asOf)
        ? outcome.withNote(outcome.note() + "; learnt up to the log's last day, " + knownUpTo)
        : outcome;
  }

  private static int every(JobContext context) {
    return context.configuration().churn().retrainAfterDays();
  }

  private static Outcome tried(JobContext context, UpliftCases cases, CustomerPasts pasts) {
    Lake lake = context.lake();
    // No forecast knows more than the earliest contact of its measure could.
    List<LocalDate> dates =
        cases.measures().stream().map(each -> each.first().minusDays(1)).toList();
    List<LocalDate> distinct = dates.stream().distinct().toList();
    List<FeatureDate> forecasts = pasts.at(distinct);
    List<FeatureDate> ofMeasures =
        dates.stream().map(date -> forecasts.get(distinct.indexOf(date))).toList();
    JavaRDD<Contacted> customers =
        cases.customers(pasts.rows(), ofMeasures).persist(StorageLevel.MEMORY_AND_DISK());
    try {
      Map<UpliftTrial.Cell, Long> numbers = customers.map(UpliftTrial.Cell::of).countByValue();
      List<Row> quality = new ArrayList<>();
      List<String> notes = new ArrayList<>();
      for (int i = 0; i < cases.measures().size(); i++) {
        String name = cases.measures().get(i).name();
        UpliftTrial trial =
            new UpliftTrial(
                lake.spark(),
                customers,
                ModelInputs.recorded(pasts.recorded(), dates.get(i)),
                numbers,
                i);
        if (!trial.canLearn()) {
          notes.add(name + ": too few stayed or left to learn from");
          continue;
        }
        UpliftTrial.Result result = UpliftTrial.result(context.asOf(), name, trial.tried());
        quality.addAll(result.rows());
        notes.add(inWords(name, result));
      }
      return Outcome.of(
          numbers.values().stream().mapToLong(Long::longValue).sum(),
          String.join("; ", notes),
          lake.replaceSlice(UpliftQuality.TABLE, context.asOf(), quality));
    } finally {
      customers.unpersist();
    }
  }

  private static String inWords(String name, UpliftTrial.Result result) {
    return String.format(
        Locale.ROOT,
        "%s: effect %.3f (%.3f to %.3f), Qini %.4f (%.4f to %.4f), %s",
        name,
        result.measured().effect().value(),
        result.measured().effect().low(),
        result.measured().effect().high(),
        result.measured().qini().value(),
        result.measured().qini().low(),
        result.measured().qini().high(),
        result.isShown()
            ? "so it can be told whom it keeps"
            : "so whom it keeps cannot be told from chance");
  }
}
