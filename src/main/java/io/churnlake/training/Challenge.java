package io.churnlake.training;

import io.churnlake.churn.model.ChurnModel;
import io.churnlake.churn.model.Trial;
import io.churnlake.churn.score.PairedComparison.Difference;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether a new model takes over from the one in use: only if it is better on the customers of a
 * trial beyond what chance does.
 *
 * @param reason with the figures
 */
record Challenge(boolean isWon, String reason) {

  /**
   * Compares the algorithm, as it was learnt for the trial, with the model in use. A model that has
   * learnt some of the outcomes would win for that alone; then its algorithm stands for it, learnt
   * for the trial too.
   *
   * @param settings of the new model; under others than its own the model in use goes
   */
  static Challenge of(
      Trial trial,
      String algorithm,
      Optional<Registry.Entry> incumbent,
      String settings,
      long seed) {
    if (incumbent.isEmpty()) {
      return new Challenge(true, "no earlier model of this lake could score");
    }
    Registry.Entry inUse = incumbent.get();
    if (!inUse.settings().equals(settings)) {
      return new Challenge(true, inUse.version() + " was learnt under other settings");
    }
    ChurnModel challenger = trial.candidates().get(algorithm);
    if (challenger == null) {
      throw new IllegalStateException(algorithm + " was not tried");
    }
    if (inUse.isStrangerTo(trial)) {
      return compared(trial, inUse.version(), inUse.model(), challenger, seed);
    }
    ChurnModel sameWay = trial.candidates().get(inUse.algorithm());
    if (sameWay == null || inUse.algorithm().equals(algorithm)) {
      return new Challenge(
          false,
          "%s (%s) is in use and was learnt the same way; what came after it is not known yet"
              .formatted(inUse.version(), inUse.algorithm()));
    }
    String name = "%s, which %s was learnt by,".formatted(inUse.algorithm(), inUse.version());
    return compared(trial, name, sameWay, challenger, seed);
  }

  private static Challenge compared(
      Trial trial, String name, ChurnModel inUse, ChurnModel challenger, long seed) {
    Difference difference = trial.validation().comparison(inUse, challenger, seed).logLoss();
    String figures =
        String.format(
            Locale.ROOT,
            "its log-loss by %s is %.4f lower than that of %s (95 %% interval %.4f to %.4f)",
            trial.split(),
            difference.difference(),
            name,
            difference.low(),
            difference.high());
    return new Challenge(difference.isBetterBeyondNoise(), figures);
  }
}
