package io.churnlake.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.churnlake.churn.feature.CutOffs;
import io.churnlake.churn.model.Trial;
import io.churnlake.churn.score.Measurement.Measured;
import io.churnlake.history.CustomerPasts;
import io.churnlake.lake.Lake;
import io.churnlake.lake.Written;
import io.churnlake.step.Job;
import io.churnlake.step.JobContext;
import io.churnlake.step.Outcome;
import io.churnlake.table.ChurnDrift;
import io.churnlake.table.ChurnModels;
import io.churnlake.table.ChurnTraining;
import io.churnlake.table.ChurnValidation;
import io.churnlake.table.CustomerDays;
import io.churnlake.table.Table;
import io.churnlake.table.Types;
import io.churnlake.training.ChurnRows;
import io.churnlake.training.Decision;
import io.churnlake.training.DriftAlarm;
import io.churnlake.training.ModelRow;
import io.churnlake.training.Registry;
import io.churnlake.training.Training;
import io.churnlake.training.TrainingSettings;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Learns churn from earlier cut-offs when the last training is old enough, tries it out of time,
 * and decides whether the new model scores from now on.
 */
public final class TrainJob implements Job {
  private final boolean isAsked;

  /** Trains when the last training is old enough, or customers have drifted. */
  public TrainJob() {
    this(false);
  }

  private TrainJob(boolean isAsked) {
    this.isAsked = isAsked;
  }

  /** Trains although no training is due. */
  public static TrainJob asked() {
    return new TrainJob(true);
  }

  @Override
  public String name() {
    return "train";
  }

  @Override
  public List<Table> reads() {
    return CustomerPasts.ARE_OF;
  }

  @Override
  public List<Table> readsOfEarlierDates() {
    return List.of(ChurnDrift.TABLE);
  }

  @Override
  public List<Table> writes() {
    return List.of(ChurnTraining.TABLE, ChurnModels.TABLE, ChurnValidation.TABLE);
  }

  @Override
  public boolean followsFromTables() {
    return true;
  }

  @Override
  public Outcome run(JobContext context) {
    Lake lake = context.lake();
    lake.require(CustomerDays.TABLE, name());
    Registry registry = Registry.of(lake, context.asOf());
    Optional<String> notDue = isAsked ? Optional.empty() : notDue(context, registry);
    Optional<String> alarm =
        notDue.isPresent() ? DriftAlarm.of(context, registry) : Optional.empty();
    if (notDue.isPresent() && alarm.isEmpty()) {
      return Outcome.of(0, notDue.get());
    }
    Outcome outcome = train(context, registry, CustomerPasts.of(context));
    return alarm.map(why -> outcome.withNote(why + "; " + outcome.note())).orElse(outcome);
  }

  private static Outcome train(JobContext context, Registry registry, CustomerPasts pasts) {
    CutOffs cutOffs = pasts.cutOffs();
    if (cutOffs.training().isEmpty()) {
      return Outcome.of(
          0, "no model: no cut-off's outcome is known yet, the log is younger than the horizon");
    }
    Training training = new Training(context, pasts, cutOffs);
    Optional<String> tooLittle = training.tooLittle();
    if (tooLittle.isPresent()) {
      return nothingLearnt(context, tooLittle.get(), registry);
    }
    Optional<Registry.Entry> own = registry.own();
    // A model that was not kept is learnt again where its date is: nothing earlier may be left.
    if (own.filter(entry -> entry.isKept() || entry.isChallenger())
        .filter(entry -> entry.version().equals(training.version()))
        .isPresent()) {
      return Outcome.of(
          training.rows(), training.version() + " stays: it was learnt from the same rows");
    }
    try (training) {
      Optional<Decision> decision = training.learn(registry.incumbent());
      if (decision.isEmpty()) {
        return nothingLearnt(
            context, "nobody or everybody of the newest cut-off churned", registry);
      }
      Outcome outcome = write(context, registry, training, decision.get());
      return pasts.knownUpTo().isBefore(context.asOf())
          ? outcome.withNote(
              outcome.note() + "; learnt up to the log's last day, " + pasts.knownUpTo())
          : outcome;
    }
  }

  private static Outcome nothingLearnt(JobContext context, String reason, Registry registry) {
    int horizon = context.configuration().churn().horizonDays();
    String inUse =
        registry
            .champion()
            .filter(entry -> entry.horizonDays() == horizon)
            .map(entry -> "; " + entry.version() + " stays in use")
            .orElse("");
    return Outcome.of(0, "no model: " + reason + inUse);
  }

  /** Why nothing is to be trained; empty if something is. */
  private static Optional<String> notDue(JobContext context, Registry registry) {
    int every = context.configuration().churn().retrainAfterDays();
    Optional<Registry.Entry> champion = registry.incumbent();
    Optional<LocalDate> last = registry.lastTrained();
    if (registry.own().isPresent()
        || champion.isEmpty()
        || last.isEmpty()
        || !champion.get().settings().equals(TrainingSettings.of(context.configuration()))) {
      return Optional.empty();
    }
    LocalDate next = last.get().plusDays(every);
    return next.isAfter(context.asOf())
        ? Optional.of(champion.get().version() + " scores on; the next training is due " + next)
        : Optional.empty();
  }

  private static Outcome write(
      JobContext context, Registry registry, Training training, Decision decision) {
    Lake lake = context.lake();
    List<Row> validation = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    notes.add(
        "%s (%s) %s".formatted(training.version(), decision.algorithm(), decision.statusInWords()));
    decision.search().ifPresent(search -> notes.add(search.inWords()));
    decision.season().ifPresent(season -> notes.add(season.inWords()));
    for (Decision.Tried tried : decision.tried()) {
      Trial trial = tried.trial();
      notes.add("by " + trial.split() + ": " + tried.inWords());
      List<Object> own =
          List.of(
              ChurnRows.date(context.asOf()),
              trial.split(),
              ChurnRows.dates(trial.learntOn()),
              ChurnRows.date(trial.validatedOn()));
      for (Measured measured : tried.measured()) {
        validation.add(ChurnRows.row(new ArrayList<>(own), training.version(), measured));
      }
    }
    // Last, since the model's row says that the training is done.
    Written validations = lake.replaceSlice(ChurnValidation.TABLE, context.asOf(), validation);
    Row model =
        ModelRow.of(context, training, decision, registry.scoresFrom(decision.isChampion()));
    int most = context.configuration().churn().modelsKept();
    Written models = write(context, model, registry.superfluous(decision.isChampion(), most));
    List<Written> written = new ArrayList<>(List.of(validations, models));
    training.written().ifPresent(written::add);
    return new Outcome(training.rows(), 0, written, List.of(), String.join("; ", notes));
  }

  /** Writes the model's row, and takes the models of these dates out in the same commit. */
  private static Written write(JobContext context, Row model, List<LocalDate> superfluous) {
    Lake lake = context.lake();
    if (superfluous.isEmpty()) {
      return lake.replaceSlice(ChurnModels.TABLE, context.asOf(), List.of(model));
    }
    Dataset<Row> emptied =
        lake.read(ChurnModels.TABLE)
            .filter(col(ChurnModels.AS_OF).isInCollection(ChurnRows.dates(superfluous)))
            .withColumn(ChurnModels.MODEL, lit(null).cast(Types.STRING));
    List<LocalDate> dates = new ArrayList<>(superfluous);
    dates.add(context.asOf());
    return lake.replaceSlices(
        ChurnModels.TABLE,
        dates,
        emptied.unionByName(ChurnRows.dataset(lake, List.of(model), ChurnModels.TABLE)));
  }
}
