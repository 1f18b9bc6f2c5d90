package io.churnlake.training;

import io.churnlake.churn.drift.Reference;
import io.churnlake.churn.feature.CutOffs;
import io.churnlake.churn.feature.FeatureDate;
import io.churnlake.churn.model.ChurnModel;
import io.churnlake.churn.model.ChurnTrainer;
import io.churnlake.churn.model.Churners;
import io.churnlake.churn.model.LabelledCustomer;
import io.churnlake.churn.model.Learner;
import io.churnlake.churn.model.Margin;
import io.churnlake.churn.model.ParameterSearch;
import io.churnlake.churn.model.SeasonOffset;
import io.churnlake.churn.model.TrainingRows;
import io.churnlake.churn.model.TrainingSummary;
import io.churnlake.churn.model.Trial;
import io.churnlake.churn.model.Validation;
import io.churnlake.churn.score.Measurement;
import io.churnlake.churn.score.Measurement.Measured;
import io.churnlake.churn.scored.Compared;
import io.churnlake.config.Configuration;
import io.churnlake.history.CustomerPasts;
import io.churnlake.lake.Written;
import io.churnlake.step.Hashes;
import io.churnlake.step.JobContext;
import io.churnlake.step.SideBySide;
import io.churnlake.table.ChurnModels;
import io.churnlake.table.ChurnTraining;
import io.churnlake.table.Feature;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** One training: its rows, its trials, its model. */
public final class Training implements AutoCloseable {
  private final JobContext context;
  private final CutOffs cutOffs;
  private final CustomerPasts pasts;
  private final LabelledDates data;
  private @Nullable Written written;
  private @Nullable List<LabelledCustomer> sample;

  /** Looks at the rows once, for what is to be known before anything is learnt. */
  public Training(JobContext context, CustomerPasts pasts, CutOffs cutOffs) {
    this.context = context;
    this.cutOffs = cutOffs;
    this.pasts = pasts;
    this.data = LabelledDates.of(pasts, cutOffs.training(), FeatureDate.WHOLE_HISTORY);
  }

  /** The version of the model that these rows and settings give. */
  public String version() {
    String made =
        TrainingSettings.of(context.configuration())
            + data.summary().checksum()
            + data.inputs().features();
    return context.asOf() + "-" + Hashes.sha256(made).substring(0, 8);
  }

  public long rows() {
    return all().customers();
  }

  private Churners all() {
    return data.summary().churners(cutOffs.training());
  }

  /** Why nothing can be learnt from these rows; empty if something can. */
  public Optional<String> tooLittle() {
    if (rows() == 0) {
      return Optional.of("nobody was a customer at the cut-offs " + cutOffs.training());
    }
    if (cutOffs.history() != CutOffs.History.ENOUGH) {
      return Optional.of("the log has less than a horizon before its one cut-off");
    }
    return ChurnTrainer.isEnough(all())
        ? Optional.empty()
        : Optional.of(
            "%d of %d customers churned, which is too few of either"
                .formatted(all().churned(), all().customers()));
  }

  TrainingSummary summary() {
    return data.summary();
  }

  List<LocalDate> learntOn() {
    return cutOffs.training();
  }

  /** The commit of gold.churn_training; none for a date before that of a model that is there. */
  public Optional<Written> written() {
    return Optional.ofNullable(written);
  }

  /**
   * Writes the rows, learns from them, and compares with the model that scores now.
   *
   * @return empty if all or none of those churned whom models can be tried on
   */
  public Optional<Decision> learn(Optional<Registry.Entry> incumbent) {
    Configuration.Churn churn = context.configuration().churn();
    writeRows(churn.horizonDays());
    ChurnTrainer plain = data.trainerOfTrials(context.lake().spark(), churn.seed());
    Optional<ParameterSearch> search = search(plain);
    ChurnTrainer trainer = plain.with(search.map(ParameterSearch::chosen).orElse(Map.of()));
    List<Trial> trials =
        trials(trainer).stream().filter(trial -> trial.validation().hasBoth()).toList();
    if (trials.isEmpty()) {
      return Optional.empty();
    }
    String algorithm =
        churn.algorithm().equals(Configuration.Churn.AUTO)
            ? trials.get(0).best()
            : churn.algorithm();
    Challenge challenge =
        Challenge.of(
            trials.get(0),
            algorithm,
            incumbent,
            TrainingSettings.of(context.configuration()),
            churn.seed());
    // Learning from all rows takes longest, and a challenger's model is not kept.
    Optional<ChurnModel> model =
        challenge.isWon() ? Optional.of(model(trainer, algorithm)) : Optional.empty();
    Optional<SeasonOffset> season = season(trials.get(0), algorithm, challenge, incumbent);
    return Optional.of(
        new Decision(
            algorithm,
            model.orElseGet(() -> tried(trials.get(0), algorithm)).inputs().features(),
            model,
            challenge.isWon() ? ChurnModels.CHAMPION : ChurnModels.CHALLENGER,
            challenge.reason(),
            search,
            parameters(trainer, algorithm),
            season,
            trials.stream().map(trial -> tried(trial, algorithm, incumbent, season)).toList()));
  }

  private static ChurnModel tried(Trial trial, String algorithm) {
    ChurnModel model = trial.candidates().get(algorithm);
    if (model == null) {
      throw new IllegalStateException(algorithm + " was not tried");
    }
    return model;
  }

  private void writeRows(int horizonDays) {
    boolean isNewest =
        context.lake().slices(ChurnModels.TABLE).stream()
            .noneMatch(date -> date.isAfter(context.asOf()));
    if (!isNewest) {
      return;
    }
    written =
        context
            .lake()
            .replace(
                ChurnTraining.TABLE,
                context
                    .lake()
                    .spark()
                    .createDataFrame(
                        data.customers().map(customer -> customer.row(horizonDays)),
                        ChurnTraining.TABLE.schema()));
  }

  /** Of the model that scores from now on: the new one, or the one in use. */
  private Optional<SeasonOffset> season(
      Trial first, String algorithm, Challenge challenge, Optional<Registry.Entry> incumbent) {
    boolean isNew = challenge.isWon() || incumbent.isEmpty();
    return new Season(context, pasts)
        .offset(
            context.asOf(),
            isNew ? version() : incumbent.orElseThrow().version(),
            isNew ? cutOffs.training() : incumbent.orElseThrow().learntOn(),
            cutOffs.training(),
            first,
            isNew ? algorithm : incumbent.orElseThrow().algorithm());
  }

  /** On customers kept apart of cut-offs that the trial learns from, if it is one by time. */
  private Optional<ParameterSearch> search(ChurnTrainer trainer) {
    Configuration.Churn churn = context.configuration().churn();
    List<Learner> learners = learners(churn.algorithm());
    List<LocalDate> earlier = cutOffs.learnableAt(cutOffs.training().get(0), churn.horizonDays());
    if (churn.searchSeconds() == 0 || learners.isEmpty() || !trainer.canLearn(earlier)) {
      return Optional.empty();
    }
    Validation apart =
        new Validation(
            heldOut(data.sample(earlier.get(0))), context.configuration().activity().windowDays());
    return apart.hasBoth()
        ? Optional.of(
            ParameterSearch.run(
                trainer,
                learners,
                earlier,
                apart,
                churn.seed(),
                new ParameterSearch.Budget(
                    Duration.ofSeconds(churn.searchSeconds()), context.clock())))
        : Optional.empty();
  }

  private static List<LabelledCustomer> heldOut(List<LabelledCustomer> customers) {
    return customers.stream().filter(customer -> TrainingRows.isHeldOut(customer.key())).toList();
  }

  private static Map<String, Double> parameters(ChurnTrainer trainer, String algorithm) {
    Map<String, Double> parameters = new TreeMap<>();
    for (Learner learner : learners(algorithm)) {
      trainer
          .parameters(learner)
          .forEach((name, value) -> parameters.put(learner.algorithm() + "." + name, value));
    }
    return parameters;
  }

  /**
   * By time first; where no cut-off's outcome was known at the newest one, by customers alone. What
   * both take is learnt in one go.
   */
  private List<Trial> trials(ChurnTrainer trainer) {
    LocalDate newest = cutOffs.training().get(0);
    List<Learner> learners = learners(context.configuration().churn().algorithm());
    List<LocalDate> earlier =
        cutOffs.learnableAt(newest, context.configuration().churn().horizonDays());
    boolean isByTime = trainer.canLearn(earlier);
    List<Learner> ofTime = isByTime ? learners : List.of();
    List<Learner> ofCustomers = isByTime ? List.of(Learner.LOGISTIC) : learners;
    List<Callable<Margin>> works = new ArrayList<>();
    ofTime.forEach(learner -> works.add(() -> trainer.learnForTrial(learner, earlier)));
    ofCustomers.forEach(
        learner -> works.add(() -> trainer.learnWithoutHeldOut(learner, cutOffs.training())));
    List<Margin> learnt = learnt(works);

    List<LabelledCustomer> customers = newest();
    List<Trial> trials = new ArrayList<>();
    if (isByTime) {
      List<Margin> margins = learnt.subList(0, ofTime.size());
      trials.add(
          trial(
              Trial.TIME,
              data.summary().churners(earlier),
              earlier,
              trainer.candidates(earlier, ofTime, margins),
              customers));
    }
    List<Margin> margins = learnt.subList(ofTime.size(), learnt.size());
    TrainingSummary others = data.summaryWithoutHeldOut();
    trials.add(
        trial(
            Trial.CUSTOMERS,
            others.churners(cutOffs.training()),
            cutOffs.training(),
            trainer.candidates(others, cutOffs.training(), ofCustomers, margins),
            heldOut(customers)));
    return trials;
  }

  /** The model of all cut-offs. */
  private ChurnModel model(ChurnTrainer trainer, String algorithm) {
    List<Learner> learners = learners(algorithm);
    List<Callable<Margin>> works = new ArrayList<>();
    learners.forEach(learner -> works.add(() -> trainer.learn(learner, cutOffs.training())));
    ChurnModel model =
        trainer.candidates(cutOffs.training(), learners, learnt(works)).get(algorithm);
    if (model == null) {
      throw new IllegalStateException("no such algorithm: " + algorithm);
    }
    return model;
  }

  /** At the same time: each of the learners' many small jobs leaves a core idle. */
  private List<Margin> learnt(List<Callable<Margin>> works) {
    return works.isEmpty() ? List.of() : SideBySide.run(context.lake().spark(), works);
  }

  private Trial trial(
      String split,
      Churners learnt,
      List<LocalDate> learntOn,
      Map<String, ChurnModel> candidates,
      List<LabelledCustomer> customers) {
    return new Trial(
        split,
        learntOn,
        cutOffs.training().get(0),
        candidates,
        (double) learnt.churned() / learnt.customers(),
        new Validation(customers, context.configuration().activity().windowDays()));
  }

  /**
   * What the customers that a model scores are compared with later: those of the newest cut-off.
   */
  Reference reference(ChurnModel model) {
    LocalDate cutOff = cutOffs.training().get(0);
    return Compared.reference(
        model,
        cutOff,
        pasts.recorded().days(Feature.Source.ORDERS, cutOff),
        newest().stream().map(LabelledCustomer::values).toList());
  }

  /** Those of the newest cut-off, or a sample of them, collected once. */
  private List<LabelledCustomer> newest() {
    if (sample == null) {
      sample = data.sample(cutOffs.training().get(0));
    }
    return sample;
  }

  private static Decision.Tried tried(
      Trial trial,
      String algorithm,
      Optional<Registry.Entry> incumbent,
      Optional<SeasonOffset> season) {
    Validation validation = trial.validation();
    List<Measured> measured = new ArrayList<>();
    trial.candidates().forEach((name, model) -> measured.addAll(validation.measured(name, model)));
    ChurnModel chosen = trial.candidates().get(algorithm);
    if (chosen != null) {
      measured.addAll(validation.measured(Measurement.MODEL, chosen));
    }
    incumbent
        .filter(entry -> entry.isStrangerTo(trial))
        .ifPresent(
            entry -> measured.addAll(validation.measured(Measurement.INCUMBENT, entry.model())));
    if (chosen != null && trial.split().equals(Trial.TIME)) {
      season
          .flatMap(SeasonOffset::tried)
          .ifPresent(
              by ->
                  measured.addAll(
                      validation.measured(Measurement.MODEL_IN_SEASON, chosen.moved(by))));
    }
    measured.addAll(validation.recency());
    measured.addAll(validation.baseRate(trial.baseRate()));
    String shown = chosen == null ? Learner.LOGISTIC.algorithm() : Measurement.MODEL;
    return new Decision.Tried(trial, measured, ChurnRows.inWords(measured, shown));
  }

  private static List<Learner> learners(String algorithm) {
    List<Learner> one =
        Arrays.stream(Learner.values())
            .filter(learner -> learner.algorithm().equals(algorithm))
            .toList();
    return switch (algorithm) {
      case Configuration.Churn.AUTO -> List.of(Learner.values());
      case Trial.AVERAGE -> Learner.AVERAGED;
      default -> one;
    };
  }

  @Override
  public void close() {
    data.close();
  }
}
