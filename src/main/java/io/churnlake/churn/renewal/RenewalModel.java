package io.churnlake.churn.renewal;

import io.churnlake.churn.model.LinearMargin;
import io.churnlake.churn.model.Margin;
import io.churnlake.clv.math.Logistic;
import java.io.Serializable;
import java.util.List;

/**
 * What gives contracts a probability of not being renewed. Plain Java.
 *
 * @param name of the candidate
 * @param inputs made of features
 * @param margin inputs to log-odds of no renewal
 */
public record RenewalModel(String name, RenewalInputs inputs, Margin margin)
    implements Serializable {
  /** The shifted-beta-geometric model's rule: a contract's renewals so far decide. */
  public static final String SBG = "sbg";

  /** The share of all renewals so far that did not happen. */
  public static final String BASE_RATE = "base_rate";

  /** What was learnt. */
  public static final String LOGISTIC = "logistic";

  /** Checks that the two go together. */
  public RenewalModel {
    if (inputs.size() != margin.inputs()) {
      throw new IllegalArgumentException(
          "%d inputs for a model of %d".formatted(inputs.size(), margin.inputs()));
    }
  }

  /**
   * The log-odds of {@link RenewalFeature#NON_RENEWAL_BY_AGE}, told as a difference from those of
   * the base rate.
   *
   * @param baseRate between 0 and 1
   */
  public static RenewalModel sbg(double baseRate) {
    double base = logOdds(baseRate);
    return new RenewalModel(
        SBG,
        new RenewalInputs(List.of(RenewalFeature.NON_RENEWAL_BY_AGE)),
        new LinearMargin(base, new double[] {1, 0}, new double[] {base, 0}, new double[] {1, 1}));
  }

  /** The same probability for every contract. */
  public static RenewalModel baseRate(double rate) {
    return new RenewalModel(
        BASE_RATE,
        new RenewalInputs(List.of(RenewalFeature.RENEWALS)),
        new LinearMargin(logOdds(rate), new double[1], new double[1], new double[] {1}));
  }

  private static double logOdds(double rate) {
    return Math.log(rate / (1 - rate));
  }

  /**
   * The log-odds of no renewal.
   *
   * @param values one for each {@link RenewalFeature}, NaN where it is not known
   */
  public double margin(double[] values) {
    return margin.margin(inputs.of(values));
  }

  /** The probability of no renewal. */
  public double probability(double[] values) {
    return Logistic.of(margin(values));
  }
}
