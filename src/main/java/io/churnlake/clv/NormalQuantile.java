package io.churnlake.clv;

/** Quantiles of the standard normal distribution. */
final class NormalQuantile {
  private NormalQuantile() {}

  /**
   * The quantile of a probability between 0 and 1, to 4.5e-4: Abramowitz and Stegun 26.2.23, a
   * rational approximation.
   */
  static double of(double probability) {
    double tail = Math.min(probability, 1 - probability);
    double t = Math.sqrt(-2 * Math.log(tail));
    double size =
        t
            - (2.515517 + t * (0.802853 + t * 0.010328))
                / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
    return probability < 0.5 ? -size : size;
  }
}
