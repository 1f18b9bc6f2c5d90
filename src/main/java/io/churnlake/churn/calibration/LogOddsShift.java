package io.churnlake.churn.calibration;

import io.churnlake.clv.math.Logistic;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;

/**
 * The shift of all log-odds at which their probabilities have a given mean: the d that solves
 *
 * <pre>mean of 1 / (1 + exp(-(margin + d))) = rate</pre>
 *
 * <p>It keeps the order of customers and changes the level alone, as another base rate does
 * (Saerens, Latinne, Decaestecker 2002 start from the same shift).
 */
public final class LogOddsShift {
  private static final int MAX_STEPS = 200;
  private static final double LAST_STEP = 1e-12;

  private final double[] margins;
  private final double[] weights;
  private final double total;
  private final double rate;

  private LogOddsShift(double[] margins, double[] weights, double rate) {
    if (!(rate > 0 && rate < 1)) {
      throw new IllegalArgumentException(
          "No shift of log-odds leads to the rate "
              + rate
              + ": every probability stays between 0 and 1.");
    }
    this.margins = margins;
    this.weights = weights;
    this.total = Arrays.stream(weights).sum();
    this.rate = rate;
    if (!(total > 0)) {
      throw new IllegalArgumentException("No shift of log-odds without customers.");
    }
    if (!Arrays.stream(margins).allMatch(Double::isFinite)) {
      throw new IllegalArgumentException("A margin is no finite number.");
    }
  }

  /**
   * The shift from the margin of each customer.
   *
   * @param margins log-odds, at least one
   * @param rate the mean probability that is wanted
   * @throws IllegalArgumentException if rate is not between 0 and 1, or there is no finite margin
   */
  public static double of(double[] margins, double rate) {
    double[] once = new double[margins.length];
    Arrays.fill(once, 1);
    return new LogOddsShift(margins, once, rate).solved();
  }

  /** The shift from the number of customers at each margin; see {@link #of(double[], double)}. */
  public static double of(SortedMap<Double, Long> customersByMargin, double rate) {
    double[] margins = new double[customersByMargin.size()];
    double[] customers = new double[margins.length];
    int i = 0;
    for (Map.Entry<Double, Long> at : customersByMargin.entrySet()) {
      margins[i] = at.getKey();
      customers[i] = at.getValue();
      i++;
    }
    return new LogOddsShift(margins, customers, rate).solved();
  }

  /**
   * Newton's method on the log-odds of the mean, which are nearly linear in the shift; halving
   * where its step would leave what is known to hold the root.
   */
  private double solved() {
    double wanted = logOdds(rate);
    double low = wanted - Arrays.stream(margins).max().orElseThrow();
    double high = wanted - Arrays.stream(margins).min().orElseThrow();
    double shift = low + (high - low) / 2;
    for (int i = 0; i < MAX_STEPS; i++) {
      double mean = 0;
      double slope = 0;
      for (int j = 0; j < margins.length; j++) {
        double p = Logistic.of(margins[j] + shift);
        mean += weights[j] * p / total;
        slope += weights[j] * p * (1 - p) / total;
      }
      if (mean > rate) {
        high = shift;
      } else {
        low = shift;
      }
      double next = shift - (logOdds(mean) - wanted) * mean * (1 - mean) / slope;
      // Also where the slope is 0 and the step no number.
      next = next >= low && next <= high ? next : low + (high - low) / 2;
      boolean isLast = Math.abs(next - shift) <= LAST_STEP * (1 + Math.abs(shift));
      shift = next;
      if (isLast) {
        break;
      }
    }
    return shift;
  }

  private static double logOdds(double probability) {
    return Math.log(probability) - Math.log1p(-probability);
  }
}
