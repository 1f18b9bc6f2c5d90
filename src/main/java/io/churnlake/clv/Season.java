package io.churnlake.clv;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The factor by which the coming weeks differ from what a model without seasons expects, as the
 * same weeks a year ago did.
 *
 * @param factor of expected purchases; empty where none is used
 * @param reason why none is used
 */
public record Season(OptionalDouble factor, Optional<String> reason) {
  public static final String WHOLE_YEAR = "horizon_of_a_whole_year";
  public static final String SHORT_LOG = "log_too_short";
  public static final String FEW_CUSTOMERS = "too_few_customers";
  public static final String NO_HOLDOUT = "no_holdout";
  public static final String NO_HELP = "no_help_out_of_time";

  /**
   * Half of a year's deviation, on the log scale, is taken to come again: one year does not tell a
   * season from a year's accident.
   */
  private static final double SHRINKAGE = .5;

  /** None is used. */
  public static Season none(String reason) {
    return new Season(OptionalDouble.empty(), Optional.of(reason));
  }

  /**
   * The factor of a year ago, if one made likewise has helped before: if it has brought the trial's
   * forecast nearer to what came, as logarithms.
   *
   * @param yearAgo ln(actual / predicted) of the same weeks a year ago
   * @param trial the same of an earlier window whose outcome is known
   * @param yearBeforeTrial the same of the trial's weeks a year before
   */
  public static Season of(double yearAgo, double trial, double yearBeforeTrial) {
    double left = trial - SHRINKAGE * yearBeforeTrial;
    return Math.abs(left) < Math.abs(trial)
        ? new Season(OptionalDouble.of(Math.exp(SHRINKAGE * yearAgo)), Optional.empty())
        : none(NO_HELP);
  }
}
