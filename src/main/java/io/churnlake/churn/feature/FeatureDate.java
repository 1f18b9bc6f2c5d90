package io.churnlake.churn.feature;

import java.io.Serializable;
import java.time.LocalDate;

/**
 * A date at which features are taken, and what they need to know of it beside the customer.
 *
 * @param date the cut-off
 * @param forecast fitted to what was known at it
 * @param recorded since when what has been recorded
 * @param historyDays only (cut-off - history, cut-off] is looked at
 * @param lookbackDays who has no occasion in so many days up to the cut-off is not looked at
 * @param horizonDays how far the features look ahead that do
 */
public record FeatureDate(
    LocalDate date,
    PurchaseForecast forecast,
    RecordedFrom recorded,
    int historyDays,
    int lookbackDays,
    int horizonDays)
    implements Serializable {
  /** Of a date at which everything up to it is looked at. */
  public static final int WHOLE_HISTORY = 1_000_000;

  /** Days since 1970-01-01. */
  int day() {
    return Math.toIntExact(date.toEpochDay());
  }
}
