package io.churnlake.training;

import static org.apache.spark.sql.functions.col;

import io.churnlake.churn.feature.CutOffs;
import io.churnlake.churn.feature.FeatureDate;
import io.churnlake.churn.feature.PurchaseForecast;
import io.churnlake.churn.model.Learner;
import io.churnlake.churn.model.Margin;
import io.churnlake.churn.model.TrainingRows;
import io.churnlake.churn.renewal.Contract;
import io.churnlake.churn.renewal.CustomerContracts;
import io.churnlake.churn.renewal.DueRenewal;
import io.churnlake.churn.renewal.RenewalDate;
import io.churnlake.churn.renewal.RenewalInputs;
import io.churnlake.churn.renewal.RenewalSummary;
import io.churnlake.churn.renewal.RenewalTally;
import io.churnlake.config.Configuration;
import io.churnlake.customer.CustomerSample;
import io.churnlake.history.ContractPasts;
import io.churnlake.history.Tallies;
import io.churnlake.step.JobContext;
import io.churnlake.table.ChurnTraining;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.SparkSession;

/** The contracts up for renewal at a date and at earlier cut-offs, and what came of these. */
final class RenewalData {
  /** Candidates are tried on so many contracts; more would narrow an interval that is narrow. */
  private static final int MOST_TRIED = 100_000;

  private static final double DAYS_A_MONTH = 365.25 / 12;

  private final JavaRDD<CustomerContracts> customers;
  private final ContractPasts pasts;
  private final CutOffs cutOffs;
  private final List<RenewalDate> dates;
  private final RenewalDate asOf;
  private final RenewalSummary summary;

  private RenewalData(
      ContractPasts pasts, CutOffs cutOffs, List<RenewalDate> dates, RenewalDate asOf) {
    this.pasts = pasts;
    this.customers = pasts.rows();
    this.cutOffs = cutOffs;
    this.dates = dates;
    this.asOf = asOf;
    this.summary =
        due(dates)
            .treeAggregate(
                new RenewalSummary(), RenewalSummary::plus, RenewalSummary::plus, Tallies.DEPTH);
  }

  /** Looks at all contracts for what is to be known of each date before anything is learnt. */
  static RenewalData of(JobContext context, ContractPasts pasts, int periodMonths) {
    Configuration.Churn churn = context.configuration().churn();
    CutOffs cutOffs =
        CutOffs.of(
            context.asOf(),
            context.asOf(),
            firstStart(pasts, context.asOf()),
            churn.horizonDays(),
            churn.cutOffStepDays(),
            churn.cutOffs() * horizonsAPeriod(periodMonths, churn.horizonDays()));
    List<LocalDate> all = new ArrayList<>(cutOffs.training());
    all.add(context.asOf());
    RenewalTally known =
        pasts
            .rows()
            .treeAggregate(
                new RenewalTally(all), RenewalTally::plus, RenewalTally::plus, Tallies.DEPTH);
    List<RenewalDate> dates =
        all.stream()
            .map(date -> RenewalDate.of(at(date, pasts, churn.horizonDays()), known.at(date)))
            .toList();
    int last = dates.size() - 1;
    return new RenewalData(pasts, cutOffs, List.copyOf(dates.subList(0, last)), dates.get(last));
  }

  /** So many more cut-offs are looked at, so that each contract is up for renewal as often. */
  private static int horizonsAPeriod(int periodMonths, int horizonDays) {
    return Math.max(1, (int) Math.ceil(periodMonths * DAYS_A_MONTH / horizonDays));
  }

  private static LocalDate firstStart(ContractPasts pasts, LocalDate asOf) {
    return LocalDate.ofEpochDay(
        pasts
            .rows()
            .map(
                customer ->
                    customer.contracts().stream()
                        .map(Contract::start)
                        .mapToLong(LocalDate::toEpochDay)
                        .min()
                        .orElse(asOf.toEpochDay()))
            .fold(asOf.toEpochDay(), Math::min));
  }

  /** BG/NBD is not asked: who has a contract need not order. Nobody is too long absent. */
  private static FeatureDate at(LocalDate date, ContractPasts pasts, int horizonDays) {
    return new FeatureDate(
        date,
        PurchaseForecast.fit(List.of()),
        pasts.recorded(),
        FeatureDate.WHOLE_HISTORY,
        FeatureDate.WHOLE_HISTORY,
        horizonDays);
  }

  private JavaRDD<DueRenewal> due(List<RenewalDate> at) {
    return customers.flatMap(
        customer -> at.stream().flatMap(date -> customer.due(date).stream()).iterator());
  }

  CutOffs cutOffs() {
    return cutOffs;
  }

  RenewalSummary summary() {
    return summary;
  }

  /** The date that is scored. */
  RenewalDate asOf() {
    return asOf;
  }

  /** One of the cut-offs. */
  RenewalDate at(LocalDate cutOff) {
    return dates.stream().filter(date -> date.date().equals(cutOff)).findFirst().orElseThrow();
  }

  /** Those up for renewal at the date that is scored. */
  JavaRDD<DueRenewal> scored() {
    return due(List.of(asOf));
  }

  JavaRDD<CustomerContracts> customers() {
    return customers;
  }

  /** Inputs of what was recorded at all of the cut-offs. */
  RenewalInputs inputs(List<LocalDate> learntOn) {
    LocalDate oldest = cutOffs.training().stream().min(Comparator.naturalOrder()).orElseThrow();
    return RenewalInputs.recorded(pasts.recorded(), oldest, summary.hasWholeYear(learntOn));
  }

  /** Those of one cut-off, or a sample of them by their customer's key, in order of their keys. */
  List<DueRenewal> sample(LocalDate cutOff) {
    double share = (double) MOST_TRIED / Math.max(1, summary.churners(List.of(cutOff)).customers());
    return due(List.of(at(cutOff)))
        .filter(one -> CustomerSample.holds(one.key(), share))
        .collect()
        .stream()
        .sorted(Comparator.comparing(DueRenewal::contractKey))
        .toList();
  }

  /** Rows of all cut-offs to learn from. */
  KeptRows vectors(SparkSession spark, RenewalInputs inputs) {
    return KeptRows.of(
        spark,
        TrainingRows.vectors(
            spark,
            due(dates)
                .map(
                    one ->
                        TrainingRows.row(
                            one.cutOff(),
                            one.contractKey(),
                            one.churned(),
                            inputs.of(one.values()))),
            summary.churners(cutOffs.training()).customers()));
  }

  /** What logistic regression makes of these cut-offs. */
  static Margin learn(KeptRows vectors, RenewalInputs inputs, List<LocalDate> cutOffs, long seed) {
    return Learner.LOGISTIC.learn(
        vectors.rows().filter(col(ChurnTraining.AS_OF).isInCollection(ChurnRows.dates(cutOffs))),
        inputs.size(),
        seed);
  }
}
