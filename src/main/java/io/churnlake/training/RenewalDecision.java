package io.churnlake.training;

import io.churnlake.churn.model.Margin;
import io.churnlake.churn.renewal.RenewalDate;
import io.churnlake.churn.renewal.RenewalInputs;
import io.churnlake.churn.renewal.RenewalModel;
import io.churnlake.history.ContractPasts;
import io.churnlake.step.Hashes;
import io.churnlake.step.JobContext;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What scores the contracts of a date.
 *
 * @param data it was learnt from
 * @param model null if no contract has come up for renewal yet
 * @param modelId null without a model
 * @param triedAt the cut-off that candidates were tried at; null if there is none
 * @param candidates all of them, the used one among them
 */
record RenewalDecision(
    RenewalData data,
    @Nullable RenewalModel model,
    @Nullable String modelId,
    @Nullable LocalDate triedAt,
    List<RenewalCandidate> candidates) {
  private static final int DIGITS = 8;

  /** Tries the candidates and chooses. */
  static RenewalDecision of(JobContext context, ContractPasts pasts, int periodMonths) {
    RenewalData data = RenewalData.of(context, pasts, periodMonths);
    if (data.cutOffs().training().isEmpty()) {
      String why = "no earlier date's renewals are known: contracts are younger than the horizon";
      return byRule(
          data,
          null,
          Stream.of(RenewalModel.SBG, RenewalModel.LOGISTIC, RenewalModel.BASE_RATE)
              .map(name -> RenewalCandidate.untried(name, why))
              .toList());
    }
    RenewalTrial trial = new RenewalTrial(data, context.configuration().churn().seed());
    String hindrance = trial.hindrance();
    return hindrance == null
        ? tried(context, data, trial)
        : byRule(
            data,
            trial.cutOff(),
            candidates(trial, RenewalCandidate.untried(RenewalModel.LOGISTIC, hindrance)));
  }

  private static RenewalDecision tried(JobContext context, RenewalData data, RenewalTrial trial) {
    RenewalInputs inputs = data.inputs(trial.learnable());
    try (KeptRows vectors = data.vectors(context.lake().spark(), inputs)) {
      RenewalCandidate logistic = trial.logistic(vectors, inputs);
      List<RenewalCandidate> candidates = candidates(trial, logistic);
      if (!logistic.isWon()) {
        return byRule(data, trial.cutOff(), candidates);
      }
      Margin margin =
          RenewalData.learn(
              vectors, inputs, data.cutOffs().training(), context.configuration().churn().seed());
      return new RenewalDecision(
          data,
          new RenewalModel(RenewalModel.LOGISTIC, inputs, margin),
          id(context, data, inputs),
          trial.cutOff(),
          candidates);
    }
  }

  private static List<RenewalCandidate> candidates(RenewalTrial trial, RenewalCandidate logistic) {
    return List.of(trial.sbg(), logistic, trial.baseRate());
  }

  /** What the renewals up to the date tell by themselves. */
  private static RenewalDecision byRule(
      RenewalData data, @Nullable LocalDate triedAt, List<RenewalCandidate> candidates) {
    RenewalDate asOf = data.asOf();
    RenewalModel rule =
        asOf.model() != null
            ? RenewalModel.sbg(asOf.baseRate())
            : Double.isNaN(asOf.baseRate()) ? null : RenewalModel.baseRate(asOf.baseRate());
    return new RenewalDecision(
        data, rule, rule == null ? null : asOf.date() + "-" + rule.name(), triedAt, candidates);
  }

  /** The same where rows and settings are the same. */
  private static String id(JobContext context, RenewalData data, RenewalInputs inputs) {
    String made =
        TrainingSettings.of(context.configuration()) + data.summary().checksum() + inputs.names();
    return "%s-%s-%s"
        .formatted(context.asOf(), RenewalModel.LOGISTIC, Hashes.sha256(made).substring(0, DIGITS));
  }

  boolean isUsed(String candidate) {
    return model != null && model.name().equals(candidate);
  }

  /** Why a candidate scores, or does not. */
  String inWords(RenewalCandidate candidate) {
    RenewalCandidate logistic =
        candidates.stream()
            .filter(one -> one.name().equals(RenewalModel.LOGISTIC))
            .findFirst()
            .orElseThrow();
    boolean isUsed = isUsed(candidate.name());
    return switch (candidate.name()) {
      case RenewalModel.LOGISTIC ->
          isUsed && candidate.gain() != null
              ? "scores, being better than the rule beyond chance: "
                  + RenewalTrial.inWords(candidate.gain())
              : "does not score: " + candidate.why();
      case RenewalModel.SBG ->
          isUsed
              ? "scores, since logistic does not: " + logistic.why()
              : "does not score: "
                  + (data.asOf().model() == null
                      ? RenewalTrial.UNDETERMINED
                      : "logistic is better beyond chance");
      default ->
          isUsed
              ? "scores, since neither of the others does: " + RenewalTrial.UNDETERMINED
              : "does not score: "
                  + (model == null ? "no contract has come up for renewal yet" : "another does");
    };
  }
}
