package io.churnlake.training;

import static org.apache.spark.sql.functions.col;

import io.churnlake.churn.drift.Reference;
import io.churnlake.churn.model.ChurnModel;
import io.churnlake.churn.model.Rules;
import io.churnlake.history.CustomerPasts;
import io.churnlake.step.JobContext;
import io.churnlake.table.ChurnFeatures;
import io.churnlake.table.ChurnScores;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * What scores a date: the model in use; where there is none, a rule that needs no outcomes.
 *
 * @param version of the model, or {@link ChurnScores#FALLBACK}
 * @param registered the model's entry; empty for the rule
 * @param fallbackReason why the rule scores; null for a model
 * @param passedOver the version of a model that was to score, but cannot be applied
 */
public record Scorer(
    ChurnModel model,
    String version,
    int horizonDays,
    Optional<Registry.Entry> registered,
    @Nullable String fallbackReason,
    Optional<String> passedOver) {

  /**
   * The one of a date.
   *
   * @param features gold.churn_features of the date
   * @return empty if there is no model and nobody scored has bought twice, so that BG/NBD knows
   *     nothing of how they buy and would give everybody the same
   */
  public static Optional<Scorer> of(JobContext context, Dataset<Row> features) {
    Registry registry = Registry.of(context.lake(), context.asOf());
    int horizon = context.configuration().churn().horizonDays();
    // A model of another horizon answers another question.
    Optional<Registry.Entry> inUse =
        registry.champion().filter(entry -> entry.horizonDays() == horizon);
    Optional<String> passedOver = registry.passedOver().map(Registry.Entry::version);
    if (inUse.isPresent()) {
      Registry.Entry entry = inUse.get();
      return Optional.of(
          new Scorer(
              entry.model().moved(registry.seasonOffset(entry)),
              entry.version(),
              horizon,
              inUse,
              null,
              passedOver));
    }
    boolean isAnybodyBack = !features.filter(col(ChurnFeatures.OCCASIONS).gt(1)).isEmpty();
    return isAnybodyBack
        ? Optional.of(
            new Scorer(
                Rules.withoutOutcomes(),
                ChurnScores.FALLBACK,
                horizon,
                Optional.empty(),
                reason(context, registry),
                passedOver))
        : Optional.empty();
  }

  private static String reason(JobContext context, Registry registry) {
    return switch (CustomerPasts.cutOffs(context).history()) {
      case NONE -> ChurnScores.YOUNG_LOG;
      case SHORT -> ChurnScores.SHORT_HISTORY;
      case ENOUGH -> registry.all().isEmpty() ? ChurnScores.NO_MODEL : ChurnScores.NO_USABLE_MODEL;
    };
  }

  /** The customers that it learnt from; null if they are not known. */
  public @Nullable Reference reference() {
    return registered.map(Registry.Entry::comparedWith).orElse(null);
  }

  /** What the person watching is told. */
  public String inWords(JobContext context) {
    return scoredBy(context)
        + passedOver
            .map(model -> "; this version of churnlake cannot apply " + model + ", train anew")
            .orElse("");
  }

  private String scoredBy(JobContext context) {
    if (registered.isEmpty()) {
      return "no model yet ("
          + fallbackReason
          + "): scored by BG/NBD's P(no purchase), which was tried on no outcomes of this shop";
    }
    Registry.Entry entry = registered.get();
    String settings = TrainingSettings.of(context.configuration());
    return "scored by %s (%s%s)"
        .formatted(
            version,
            entry.algorithm(),
            entry.settings().equals(settings)
                ? ""
                : ", learnt under other settings: " + entry.settings());
  }
}
