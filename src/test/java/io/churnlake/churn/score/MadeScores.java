package io.churnlake.churn.score;

import io.churnlake.churn.score.Quality.Count;
import io.churnlake.clv.math.Logistic;
import java.util.Random;
import java.util.TreeMap;

/** Customers whose true log-odds are known, and probabilities that see them through noise. */
record MadeScores(double[] margins, boolean[] churned, Random random) {

  static MadeScores of(int n, long seed) {
    Random random = new Random(seed);
    double[] margins = new double[n];
    boolean[] churned = new boolean[n];
    for (int i = 0; i < n; i++) {
      margins[i] = random.nextGaussian() - 0.5;
      churned[i] = random.nextDouble() < Logistic.of(margins[i]);
    }
    return new MadeScores(margins, churned, random);
  }

  /** Probabilities with that much noise on the log-odds. */
  double[] seen(double noise) {
    double[] seen = new double[margins.length];
    for (int i = 0; i < seen.length; i++) {
      seen[i] = Logistic.of(margins[i] + noise * random.nextGaussian());
    }
    return seen;
  }

  /** The same in steps of a tenth, so that there are ties. */
  double[] rounded(double noise) {
    double[] rounded = seen(noise);
    for (int i = 0; i < rounded.length; i++) {
      rounded[i] = Math.rint(rounded[i] * 10) / 10;
    }
    return rounded;
  }

  TreeMap<Double, Count> counts(double[] scores) {
    TreeMap<Double, Count> counts = new TreeMap<>();
    for (int i = 0; i < scores.length; i++) {
      counts.merge(scores[i], churned[i] ? new Count(0, 1) : new Count(1, 0), Count::plus);
    }
    return counts;
  }
}
