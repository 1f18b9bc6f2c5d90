package io.churnlake.churn.score;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How much better one model's probabilities are than another's for the same customers, with 95 %
 * intervals of a bootstrap over customers (Efron and Tibshirani 1993, section 13.3, percentiles).
 * The pair stays together in each sample, so that what is hard to foresee for both cancels out.
 *
 * @param logLoss by how much the challenger's mean log-loss is lower, in nats
 * @param auc by how much its AUC is higher; null unless both classes have two members
 */
public record PairedComparison(Difference logLoss, @Nullable Difference auc) {
  /** With these, the ends of the interval are the 25th lowest and the 25th highest. */
  private static final int SAMPLES = 999;

  private static final int END = 25;

  /**
   * A difference that is above 0 where the challenger is better.
   *
   * @param difference over the customers as they are
   * @param low lower end of its 95 % interval
   * @param high upper end of it
   */
  public record Difference(double difference, double low, double high) {
    /** Whether the whole interval says that the challenger is better. */
    public boolean isBetterBeyondNoise() {
      return low > 0;
    }
  }

  /**
   * Compares. Takes 999 passes over the customers: meant for a sample of at most some 200,000.
   *
   * @param incumbent probability of each customer by the model in use
   * @param challenger by the model that might replace it
   * @param churned what happened
   * @param seed of the samples; the same gives the same intervals
   * @throws IllegalArgumentException without customers, if arrays differ in length, or a value is
   *     no probability
   */
  public static PairedComparison of(
      double[] incumbent, double[] challenger, boolean[] churned, long seed) {
    check(incumbent, churned);
    check(challenger, churned);
    return new Bootstrap(incumbent, challenger, churned).run(seed);
  }

  private static void check(double[] probabilities, boolean[] churned) {
    if (churned.length == 0 || probabilities.length != churned.length) {
      throw new IllegalArgumentException(
          "%d probabilities of %d customers".formatted(probabilities.length, churned.length));
    }
    for (double p : probabilities) {
      if (!(p >= 0 && p <= 1)) {
        throw new IllegalArgumentException("no probability: " + p);
      }
    }
  }

  /** The samples and what is measured in each. */
  private static final class Bootstrap {
    private final boolean[] churned;

    /** By how much the challenger loses less, per customer. */
    private final double[] gains;

    private final RankedWeights incumbent;
    private final RankedWeights challenger;
    private final int churners;

    Bootstrap(double[] incumbent, double[] challenger, boolean[] churned) {
      this.churned = churned;
      this.incumbent = new RankedWeights(incumbent, churned);
      this.challenger = new RankedWeights(challenger, churned);
      this.gains = new double[churned.length];
      int found = 0;
      for (int i = 0; i < gains.length; i++) {
        gains[i] = Quality.loss(incumbent[i], churned[i]) - Quality.loss(challenger[i], churned[i]);
        found += churned[i] ? 1 : 0;
      }
      this.churners = found;
    }

    PairedComparison run(long seed) {
      byte[] weights = new byte[gains.length];
      Arrays.fill(weights, (byte) 1);
      double logLoss = logLossGain(weights);
      double auc = aucGain(weights);
      PoissonWeights poisson = new PoissonWeights(seed);
      double[] logLosses = new double[SAMPLES];
      double[] aucs = new double[SAMPLES];
      boolean hasAuc = Math.min(churners, gains.length - churners) >= 2;
      for (int s = 0; s < SAMPLES; s++) {
        draw(poisson, weights);
        logLosses[s] = logLossGain(weights);
        aucs[s] = hasAuc ? aucGain(weights) : 0;
      }
      return new PairedComparison(
          interval(logLoss, logLosses), hasAuc ? interval(auc, aucs) : null);
    }

    /** Draws until each class that is there has a weight: a sample without it measures nothing. */
    private void draw(PoissonWeights poisson, byte[] weights) {
      boolean hasChurner;
      boolean hasStayer;
      do {
        poisson.fill(weights);
        hasChurner = churners == 0;
        hasStayer = churners == weights.length;
        for (int i = 0; i < weights.length && !(hasChurner && hasStayer); i++) {
          hasChurner |= weights[i] > 0 && churned[i];
          hasStayer |= weights[i] > 0 && !churned[i];
        }
      } while (!(hasChurner && hasStayer));
    }

    private double logLossGain(byte[] weights) {
      double sum = 0;
      long n = 0;
      for (int i = 0; i < weights.length; i++) {
        sum += weights[i] * gains[i];
        n += weights[i];
      }
      return sum / n;
    }

    private double aucGain(byte[] weights) {
      return challenger.auc(weights) - incumbent.auc(weights);
    }

    private static Difference interval(double difference, double[] samples) {
      Arrays.sort(samples);
      return new Difference(difference, samples[END - 1], samples[SAMPLES - END]);
    }
  }
}
