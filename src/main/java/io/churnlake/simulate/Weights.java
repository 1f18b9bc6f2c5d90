package io.churnlake.simulate;

/** Weights of bins as running sums, the form {@link Draws#bin} draws from. */
final class Weights {

  private Weights() {}

  static double[] runningSums(double... weights) {
    double[] sums = weights.clone();
    for (int i = 1; i < sums.length; i++) {
      sums[i] += sums[i - 1];
    }
    return sums;
  }
}
