package io.churnlake.churn.feature;

import java.io.Serializable;
import java.time.LocalDate;

/**
 * A date at which features are taken, and what they need to know of it beside the customer.
 *
 * @param date the cut-off
 * @param forecast fitted to what was known at it
 * @param recorded since when what has been recorded
 * @param lookbackDays who has no occasion in so many days up to the cut-off is not looked at
 * @param horizonDays how far the features look ahead that do
 */
public record FeatureDate(
    LocalDate date,
    PurchaseForecast forecast,
    RecordedFrom recorded,
    int lookbackDays,
    int horizonDays)
    implements Serializable {
  /** Days since 1970-01-01. */
  int day() {
    return Math.toIntExact(date.toEpochDay());
  }
}
