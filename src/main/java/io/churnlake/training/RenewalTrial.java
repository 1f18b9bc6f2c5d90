package io.churnlake.training;

import io.churnlake.churn.model.ChurnTrainer;
import io.churnlake.churn.model.Churners;
import io.churnlake.churn.renewal.RenewalDate;
import io.churnlake.churn.renewal.RenewalInputs;
import io.churnlake.churn.renewal.RenewalModel;
import io.churnlake.churn.renewal.RenewalValidation;
import io.churnlake.churn.score.PairedComparison.Difference;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The candidates at the newest cut-off whose renewals are known, each from what was known then.
 * What is learnt has to be better than the rule beyond chance; else it is not used.
 */
final class RenewalTrial {
  static final String UNDETERMINED =
      "renewals do not determine the model, see gold.contract_fits.note";

  private final RenewalData data;
  private final LocalDate cutOff;
  private final RenewalDate known;
  private final RenewalValidation validation;
  private final boolean isAnybodyThere;
  private final long seed;

  RenewalTrial(RenewalData data, long seed) {
    this.data = data;
    this.seed = seed;
    cutOff = data.cutOffs().training().get(0);
    known = data.at(cutOff);
    isAnybodyThere = data.summary().churners(List.of(cutOff)).customers() > 0;
    validation = new RenewalValidation(data.sample(cutOff));
  }

  LocalDate cutOff() {
    return cutOff;
  }

  /** Cut-offs whose renewals were known at the one that is tried at. */
  List<LocalDate> learnable() {
    return data.cutOffs().learnableAt(cutOff, known.at().horizonDays());
  }

  RenewalCandidate sbg() {
    return known.model() == null
        ? RenewalCandidate.untried(RenewalModel.SBG, "at " + cutOff + " " + UNDETERMINED)
        : rule(RenewalModel.sbg(known.baseRate()));
  }

  RenewalCandidate baseRate() {
    return Double.isNaN(known.baseRate())
        ? RenewalCandidate.untried(
            RenewalModel.BASE_RATE, "no contract had come up for renewal by " + cutOff)
        : rule(RenewalModel.baseRate(known.baseRate()));
  }

  private RenewalCandidate rule(RenewalModel model) {
    return isAnybodyThere
        ? new RenewalCandidate(model.name(), model, validation.quality(model), null, List.of(), "")
        : RenewalCandidate.untried(
            model.name(), "no contract was up for renewal within the horizon at " + cutOff);
  }

  /** Why nothing can be learnt, or not be tried; null if it can. */
  @Nullable String hindrance() {
    Churners before = data.summary().churners(learnable());
    if (!ChurnTrainer.isEnough(before)) {
      return "%d renewals known at %s, %d of them not made; %d and %d of each kind are needed"
          .formatted(
              before.customers(),
              cutOff,
              before.churned(),
              ChurnTrainer.LEAST_ROWS,
              ChurnTrainer.LEAST_OF_EACH);
    }
    return validation.hasBoth()
        ? null
        : "after %s all contracts were renewed, or none: nothing to try it on".formatted(cutOff);
  }

  /** Learns from what was known at the cut-off, and compares with the rule. */
  RenewalCandidate logistic(KeptRows vectors, RenewalInputs inputs) {
    RenewalModel learnt =
        new RenewalModel(
            RenewalModel.LOGISTIC, inputs, RenewalData.learn(vectors, inputs, learnable(), seed));
    RenewalModel rule =
        known.model() == null
            ? RenewalModel.baseRate(known.baseRate())
            : RenewalModel.sbg(known.baseRate());
    Difference gain = validation.atOneLevel(rule, learnt, seed);
    Difference asIs = validation.asTheyAre(rule, learnt, seed);
    String why = "";
    if (!gain.isBetterBeyondNoise()) {
      why = "not better than " + rule.name() + " beyond chance: " + inWords(gain);
    } else if (asIs.difference() < 0) {
      why =
          String.format(
              Locale.ROOT,
              "its probabilities as they are lose %.4f against %s",
              -asIs.difference(),
              rule.name());
    }
    return new RenewalCandidate(
        RenewalModel.LOGISTIC, learnt, validation.quality(learnt), gain, learnable(), why);
  }

  static String inWords(Difference gain) {
    return String.format(
        Locale.ROOT,
        "log-loss lower by %.4f (95 %% interval %.4f to %.4f)",
        gain.difference(),
        gain.low(),
        gain.high());
  }
}
