package io.churnlake.training;

import io.churnlake.churn.model.ChurnModel;
import io.churnlake.churn.model.ChurnTrainer;
import io.churnlake.churn.model.Learner;
import io.churnlake.churn.model.SeasonOffset;
import io.churnlake.churn.model.Trial;
import io.churnlake.churn.model.Validation;
import io.churnlake.config.Configuration;
import io.churnlake.history.CustomerPasts;
import io.churnlake.step.JobContext;
import io.churnlake.table.Feature.Source;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/** Looks a year back for the level of a season; see {@link SeasonOffset}. */
final class Season {
  /** Whole weeks, so that a date falls on the same weekday. */
  private static final int YEAR = 52 * 7;

  private final SparkSession spark;
  private final CustomerPasts pasts;
  private final Configuration.Churn churn;

  Season(JobContext context, CustomerPasts pasts) {
    this.spark = context.lake().spark();
    this.pasts = pasts;
    this.churn = context.configuration().churn();
  }

  /**
   * The offset for a date.
   *
   * @param version of the model that scores the date
   * @param learntOn its cut-offs; of an old model those of today stand for them
   * @param today the cut-offs that are learnt from now
   * @param trial to try such an offset in, if it is one by time
   * @param algorithm whose offset is tried
   * @return empty if the log does not reach a year and a horizon back
   */
  Optional<SeasonOffset> offset(
      LocalDate date,
      String version,
      List<LocalDate> learntOn,
      List<LocalDate> today,
      Trial trial,
      String algorithm) {
    int history = historyDays(date);
    if (history < churn.horizonDays()) {
      return Optional.empty();
    }
    LocalDate yearAgo = date.minusDays(YEAR);
    @Nullable ChurnModel model = trial.candidates().get(algorithm);
    OptionalDouble then =
        model == null || !trial.split().equals(Trial.TIME)
            ? OptionalDouble.empty()
            : shift(trial.validatedOn(), trial.learntOn());
    OptionalDouble now =
        then.isEmpty()
            ? then
            : shift(date, comparable(learntOn, yearAgo).isEmpty() ? today : learntOn);
    if (model == null || then.isEmpty() || now.isEmpty()) {
      return Optional.of(SeasonOffset.untried(version, yearAgo, history));
    }
    SeasonOffset.Proof proof =
        proof(trial.validation(), model, SeasonOffset.SHARE * then.getAsDouble());
    return Optional.of(new SeasonOffset(version, yearAgo, history, now.getAsDouble(), proof));
  }

  private SeasonOffset.Proof proof(Validation validation, ChurnModel model, double by) {
    ChurnModel moved = model.moved(by);
    return new SeasonOffset.Proof(
        by,
        validation.loss(model),
        validation.loss(moved),
        validation.asTheyAre(model, moved, churn.seed()).logLoss().low());
  }

  /** Days of the log up to a year before the date. */
  private int historyDays(LocalDate date) {
    LocalDate first = pasts.recorded().first().get(Source.ORDERS);
    return first == null
        ? 0
        : Math.toIntExact(ChronoUnit.DAYS.between(first, date.minusDays(YEAR)) + 1);
  }

  /** Cut-offs with as long a history as the log had a year before the date. */
  private static List<LocalDate> comparable(List<LocalDate> cutOffs, LocalDate yearAgo) {
    return cutOffs.stream().filter(cutOff -> cutOff.isAfter(yearAgo)).toList();
  }

  /** By how much a model of these cut-offs misses the level of a year before the date. */
  private OptionalDouble shift(LocalDate date, List<LocalDate> learntOn) {
    int history = historyDays(date);
    LocalDate yearAgo = date.minusDays(YEAR);
    List<LocalDate> cutOffs = comparable(learntOn, yearAgo);
    if (history < churn.horizonDays() || churn.horizonDays() > YEAR || cutOffs.isEmpty()) {
      return OptionalDouble.empty();
    }
    List<LocalDate> all = Stream.concat(Stream.of(yearAgo), cutOffs.stream()).toList();
    try (LabelledDates data = LabelledDates.of(pasts, all, history)) {
      ChurnTrainer trainer = data.trainer(spark, churn.seed());
      if (!trainer.canLearn(cutOffs) || !trainer.canLearn(List.of(yearAgo))) {
        return OptionalDouble.empty();
      }
      ChurnModel model = new ChurnModel(data.inputs(), trainer.learn(Learner.LOGISTIC, cutOffs));
      return OptionalDouble.of(new Validation(data.sample(yearAgo), 0).shift(model));
    }
  }
}
