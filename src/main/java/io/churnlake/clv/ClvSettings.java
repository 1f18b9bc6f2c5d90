package io.churnlake.clv;

import io.churnlake.clv.model.Parameters;
import java.io.Serializable;
import java.util.List;
import java.util.stream.Stream;

/**
 * What lifetime values are computed for.
 *
 * @param horizonDays how far the main expectations look ahead, in days
 * @param furtherHorizonsDays other horizons, in days
 * @param discountRate a year, as a fraction
 * @param marginRate margin as a fraction of revenue where no cost is known; that of {@link Margin}
 * @param unitDays days in the models' unit of time
 */
public record ClvSettings(
    int horizonDays,
    List<Integer> furtherHorizonsDays,
    double discountRate,
    double marginRate,
    double unitDays)
    implements Serializable {

  /** Checks the ranges. */
  public ClvSettings {
    furtherHorizonsDays = List.copyOf(furtherHorizonsDays);
    if (horizonDays < 1 || furtherHorizonsDays.stream().anyMatch(days -> days < 1)) {
      throw new IllegalArgumentException("a horizon is below 1 day");
    }
    if (!(discountRate > -1) || Double.isInfinite(discountRate)) {
      throw new IllegalArgumentException("discountRate must be above -1, but is " + discountRate);
    }
    if (!Double.isFinite(marginRate)) {
      throw new IllegalArgumentException("marginRate must be finite, but is " + marginRate);
    }
    Parameters.requirePositive("unitDays", unitDays);
  }

  /** One horizon only. */
  public ClvSettings(int horizonDays, double discountRate, double marginRate, double unitDays) {
    this(horizonDays, List.of(), discountRate, marginRate, unitDays);
  }

  /** All horizons in days, ascending, each once. */
  public List<Integer> horizons() {
    return Stream.concat(Stream.of(horizonDays), furtherHorizonsDays.stream())
        .distinct()
        .sorted()
        .toList();
  }
}
