package io.churnlake.clv;

import io.churnlake.quality.Wilson;
import java.util.List;

/**
 * How far forecasts of this shop have erred beyond what chance and the parameters' uncertainty
 * explain: the model's discrepancy (Kennedy, O'Hagan 2001: what is seen is the model, plus a
 * discrepancy, plus noise).
 *
 * <p>Its variance on the log scale is estimated by moments, around no error, as that between
 * studies is in a meta-analysis (DerSimonian, Laird 1986):
 *
 * <pre>variance = max(0, mean over holdouts of (logError² - explainedVariance))</pre>
 *
 * <p>The relative error of a total is taken to be the same at every horizon, and for every group of
 * customers.
 *
 * @param holdouts how many it rests on; with none, nothing is known
 * @param variance of the logarithm of actual / predicted
 */
public record ModelError(int holdouts, double variance) {
  /** Where there is no holdout. */
  public static final ModelError UNKNOWN = new ModelError(0, Double.NaN);

  /** Estimates it. */
  public static ModelError of(List<ForecastError> errors) {
    if (errors.isEmpty()) {
      return UNKNOWN;
    }
    double sum = 0;
    for (ForecastError error : errors) {
      sum += error.logError() * error.logError() - error.explainedVariance();
    }
    return new ModelError(errors.size(), Math.max(0, sum / errors.size()));
  }

  public boolean isKnown() {
    return holdouts > 0;
  }

  /** The standard deviation of the logarithm; NaN where it is not known. */
  public double deviation() {
    return Math.sqrt(variance);
  }

  /**
   * A 95 % interval that holds parameters and chance, widened by this error. The distances of its
   * ends from the forecast, as logarithms, are squared and added:
   *
   * <pre>ln(wide / mean)² = ln(end / mean)² + 1.96² variance</pre>
   *
   * <p>The wide interval so never lies within the other. An end at 0, or beyond, stays: there is no
   * room for a factor.
   *
   * @return the lower and the upper end
   */
  public double[] widened(double mean, double low, double high) {
    // With a negative margin the lower end is the one far from 0.
    return new double[] {
      moved(mean, low, mean < 0 ? Direction.FROM_ZERO : Direction.TO_ZERO),
      moved(mean, high, mean < 0 ? Direction.TO_ZERO : Direction.FROM_ZERO)
    };
  }

  private enum Direction {
    TO_ZERO,
    FROM_ZERO
  }

  private double moved(double mean, double end, Direction direction) {
    double ratio = end / mean;
    if (!(ratio > 0) || Double.isInfinite(ratio)) {
      return end;
    }
    double distance = Math.hypot(Math.log(ratio), Wilson.Z * deviation());
    return mean * Math.exp(direction == Direction.TO_ZERO ? -distance : distance);
  }
}
