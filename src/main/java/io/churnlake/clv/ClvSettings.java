package io.churnlake.clv;

import io.churnlake.clv.model.Parameters;
import java.io.Serializable;

/**
 * What lifetime values are computed for.
 *
 * @param horizonDays how far the expected values look ahead, in days
 * @param discountRate a year, as a fraction
 * @param marginRate margin as a fraction of revenue
 * @param unitDays days in the models' unit of time
 */
public record ClvSettings(int horizonDays, double discountRate, double marginRate, double unitDays)
    implements Serializable {

  /** Checks the ranges. */
  public ClvSettings {
    if (horizonDays < 1) {
      throw new IllegalArgumentException("horizonDays must be at least 1, but is " + horizonDays);
    }
    if (!(discountRate > -1) || Double.isInfinite(discountRate)) {
      throw new IllegalArgumentException("discountRate must be above -1, but is " + discountRate);
    }
    if (!Double.isFinite(marginRate)) {
      throw new IllegalArgumentException("marginRate must be finite, but is " + marginRate);
    }
    Parameters.requirePositive("unitDays", unitDays);
  }
}
