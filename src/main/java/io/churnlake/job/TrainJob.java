package io.churnlake.job;

import static io.churnlake.job.ChurnRows.date;
import static io.churnlake.job.ChurnRows.dates;

import io.churnlake.churn.feature.CutOffs;
import io.churnlake.churn.model.LabelledFeatures;
import io.churnlake.churn.model.Learner;
import io.churnlake.churn.model.Learnt;
import io.churnlake.churn.model.Prediction;
import io.churnlake.churn.model.Split;
import io.churnlake.churn.score.Measurement;
import io.churnlake.churn.score.Measurement.Measured;
import io.churnlake.config.Configuration;
import io.churnlake.lake.Lake;
import io.churnlake.lake.Models;
import io.churnlake.lake.Written;
import io.churnlake.table.ChurnFeatures;
import io.churnlake.table.ChurnLabels;
import io.churnlake.table.ChurnModels;
import io.churnlake.table.ChurnValidation;
import io.churnlake.table.CustomerDays;
import io.churnlake.table.Table;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.storage.StorageLevel;
import org.jspecify.annotations.Nullable;

/**
 * Learns churn from the training cut-offs, after trying how well that works on what was not learnt
 * from.
 */
public final class TrainJob implements Job {
  private static final String MODELS = "churn";

  @Override
  public String name() {
    return "train";
  }

  @Override
  public String summary() {
    return "Learns churn from earlier cut-offs and validates it by time and by customer.";
  }

  @Override
  public List<Table> reads() {
    return List.of(CustomerDays.TABLE, ChurnFeatures.TABLE, ChurnLabels.TABLE);
  }

  @Override
  public List<Table> writes() {
    return List.of(ChurnModels.TABLE, ChurnValidation.TABLE);
  }

  @Override
  public boolean followsFromTables() {
    return true;
  }

  /** The pipelines that the scores are made with. */
  @Override
  public String besideTables(JobContext context) {
    return Models.files(context.lake(), MODELS, context.asOf());
  }

  @Override
  public Outcome run(JobContext context) {
    CutOffs cutOffs = FeaturesJob.cutOffs(context, name());
    Configuration.Churn churn = context.configuration().churn();
    Lake lake = context.lake();
    Dataset<Row> rows =
        LabelledFeatures.of(
                lake.require(ChurnFeatures.TABLE, name()),
                lake.require(ChurnLabels.TABLE, name()),
                cutOffs.training(),
                churn.horizonDays(),
                churn.seed())
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      Optional<Learnt> learnt =
          Learner.fit(rows, algorithm(context.configuration(), cutOffs), churn.seed());
      return learnt.isEmpty()
          ? write(context, List.of(), List.of(), "no model: no cut-off's outcome is known yet")
          : keep(context, cutOffs, rows, learnt.get());
    } finally {
      rows.unpersist();
    }
  }

  private static Outcome keep(
      JobContext context, CutOffs cutOffs, Dataset<Row> rows, Learnt learnt) {
    String version = learnt.version(context.asOf());
    String path = Models.path(MODELS, version);
    int horizonDays = context.configuration().churn().horizonDays();
    List<Row> validation = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    notes.add("%s (%s)".formatted(version, learnt.algorithm()));
    List<LocalDate> learnable = cutOffs.learnableAt(cutOffs.training().get(0), horizonDays);
    for (Split split : Split.of(cutOffs.training(), learnable)) {
      List<Measured> measured = tried(context.configuration(), cutOffs, split, rows);
      notes.add("by " + split.name() + ": " + ChurnRows.inWords(measured));
      List<@Nullable Object> own =
          List.of(
              date(context.asOf()),
              split.name(),
              dates(split.learntOn()),
              date(split.validatedOn()));
      measured.forEach(each -> validation.add(ChurnRows.row(own, version, each)));
    }
    Models.save(context.lake(), learnt.pipeline(), path);
    Row model = model(context, cutOffs, learnt, version, path);
    return write(context, List.of(model), validation, String.join("; ", notes));
  }

  private static List<Measured> tried(
      Configuration configuration, CutOffs cutOffs, Split split, Dataset<Row> rows) {
    Optional<Learnt> learnt =
        Learner.fit(
            split.learning(rows), algorithm(configuration, cutOffs), configuration.churn().seed());
    if (learnt.isEmpty()) {
      return Measurement.none(
          Measurement.scores(0).keySet(), "no earlier cut-off's outcome was known at this one");
    }
    Map<String, Column> scores = Measurement.scores(learnt.get().sample().baseRate());
    Dataset<Row> predicted = Prediction.of(learnt.get().pipeline(), split.validation(rows));
    return Measurement.of(
        Measurement.counts(predicted, scores, configuration.activity().windowDays())
            .collectAsList(),
        scores.keySet());
  }

  /** A cut-off with less than a horizon of orders before it says too little for a model. */
  private static String algorithm(Configuration configuration, CutOffs cutOffs) {
    return cutOffs.history() == CutOffs.History.ENOUGH
        ? configuration.churn().algorithm()
        : Learner.RECENCY_RATE;
  }

  private static Row model(
      JobContext context, CutOffs cutOffs, Learnt learnt, String version, String path) {
    Learnt.Logistic logistic = learnt.logistic();
    List<@Nullable Object> values = new ArrayList<>();
    values.add(date(context.asOf()));
    values.add(version);
    values.add(learnt.algorithm());
    values.add(learnt.features());
    values.add(logistic == null ? null : logistic.intercept());
    values.add(logistic == null ? null : logistic.coefficients());
    values.add(logistic == null ? null : logistic.means());
    values.add(logistic == null ? null : logistic.deviations());
    values.add(learnt.rates());
    values.add(dates(cutOffs.training()));
    values.add(learnt.sample().rows());
    values.add(learnt.sample().churners());
    values.add(learnt.sample().baseRate());
    values.add(context.configuration().churn().horizonDays());
    values.add(ChurnRows.dataVersion(context.lake()));
    values.add(path);
    return RowFactory.create(values.toArray());
  }

  private static Outcome write(
      JobContext context, List<Row> model, List<Row> validation, String note) {
    Lake lake = context.lake();
    Written models = lake.replaceSlice(ChurnModels.TABLE, context.asOf(), model);
    Written validations = lake.replaceSlice(ChurnValidation.TABLE, context.asOf(), validation);
    long rowsIn = model.isEmpty() ? 0 : model.get(0).getLong(10);
    return Outcome.of(rowsIn, note, models, validations);
  }
}
