package io.churnlake.clv;

import java.time.LocalDate;

/**
 * A stretch of the past that is forecast from what was known before it.
 *
 * @param calibratedTo the last day that the forecast knows
 * @param days how many days after it are forecast
 */
public record HoldoutWindow(LocalDate calibratedTo, int days) {
  /** The last day that is forecast. */
  public LocalDate end() {
    return calibratedTo.plusDays(days);
  }
}
