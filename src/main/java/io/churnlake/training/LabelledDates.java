package io.churnlake.training;

import io.churnlake.churn.feature.FeatureDate;
import io.churnlake.churn.model.ChurnTrainer;
import io.churnlake.churn.model.LabelledCustomer;
import io.churnlake.churn.model.ModelInputs;
import io.churnlake.churn.model.TrainingRows;
import io.churnlake.churn.model.TrainingSummary;
import io.churnlake.history.CustomerPasts;
import io.churnlake.history.Tallies;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The customers of some cut-offs with what came of them: to learn from and to try models on. */
final class LabelledDates implements AutoCloseable {
  /** A model is tried on so many customers; more would narrow an interval that is narrow. */
  private static final int MOST_TRIED = 100_000;

  private final CustomerPasts pasts;
  private final List<FeatureDate> dates;
  private final Summaries summaries;
  private final ModelInputs inputs;
  private final List<KeptRows> kept = new ArrayList<>();

  private LabelledDates(
      CustomerPasts pasts, List<FeatureDate> dates, Summaries summaries, ModelInputs inputs) {
    this.pasts = pasts;
    this.dates = dates;
    this.summaries = summaries;
    this.inputs = inputs;
  }

  /** Looks at the customers once, for what is to be known before anything is learnt. */
  static LabelledDates of(CustomerPasts pasts, List<LocalDate> cutOffs, int historyDays) {
    List<FeatureDate> dates = pasts.at(cutOffs, historyDays);
    Summaries summaries =
        labelled(pasts, dates)
            .treeAggregate(
                new Summaries(new TrainingSummary(), new TrainingSummary()),
                Summaries::plus,
                Summaries::plus,
                Tallies.DEPTH);
    FeatureDate oldest = dates.stream().min(Comparator.comparing(FeatureDate::date)).orElseThrow();
    return new LabelledDates(
        pasts, dates, summaries, ModelInputs.recorded(oldest.recorded(), oldest.date()));
  }

  private static JavaRDD<LabelledCustomer> labelled(CustomerPasts pasts, List<FeatureDate> dates) {
    return pasts.rows().flatMap(past -> LabelledCustomer.of(past, dates));
  }

  /** A row a customer and cut-off. */
  JavaRDD<LabelledCustomer> customers() {
    return labelled(pasts, dates);
  }

  TrainingSummary summary() {
    return summaries.all();
  }

  /** Without the customers whom a trial by customers does not learn from. */
  TrainingSummary summaryWithoutHeldOut() {
    return summaries.withoutHeldOut();
  }

  /** Changes when added to. */
  private record Summaries(TrainingSummary all, TrainingSummary withoutHeldOut)
      implements Serializable {
    private Summaries plus(LabelledCustomer customer) {
      all.plus(customer);
      if (!TrainingRows.isHeldOut(customer.key())) {
        withoutHeldOut.plus(customer);
      }
      return this;
    }

    private Summaries plus(Summaries other) {
      all.plus(other.all);
      withoutHeldOut.plus(other.withoutHeldOut);
      return this;
    }
  }

  /** What was recorded at all of the cut-offs. */
  ModelInputs inputs() {
    return inputs;
  }

  /** A trainer on these customers, whose vectors are kept until this is closed; without trials. */
  ChurnTrainer trainer(SparkSession spark, long seed) {
    Dataset<Row> vectors = vectors(spark);
    return new ChurnTrainer(vectors, vectors, inputs, summary(), seed);
  }

  /** The same with what trials learn from, kept, too. */
  ChurnTrainer trainerOfTrials(SparkSession spark, long seed) {
    Dataset<Row> vectors = vectors(spark);
    Dataset<Row> inTrial =
        TrainingRows.isSampledInTrial(number())
            ? kept(spark, TrainingRows.inTrial(vectors, number()))
            : vectors;
    return new ChurnTrainer(vectors, inTrial, inputs, summary(), seed);
  }

  private Dataset<Row> vectors(SparkSession spark) {
    return kept(spark, TrainingRows.vectors(spark, customers(), inputs, number()));
  }

  /** Rows of all cut-offs. */
  private long number() {
    return summary().churners(dates.stream().map(FeatureDate::date).toList()).customers();
  }

  private Dataset<Row> kept(SparkSession spark, Dataset<Row> made) {
    KeptRows rows = KeptRows.of(spark, made);
    kept.add(rows);
    return rows.rows();
  }

  /** Those of one cut-off, or a sample of them by their key. */
  List<LabelledCustomer> sample(LocalDate cutOff) {
    double share =
        (double) MOST_TRIED / Math.max(1, summary().churners(List.of(cutOff)).customers());
    List<FeatureDate> at = dates.stream().filter(date -> date.date().equals(cutOff)).toList();
    return pasts.sample(share).flatMap(past -> LabelledCustomer.of(past, at)).collect();
  }

  @Override
  public void close() {
    kept.forEach(KeptRows::close);
  }
}
