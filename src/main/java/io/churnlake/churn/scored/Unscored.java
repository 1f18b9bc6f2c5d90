package io.churnlake.churn.scored;

import io.churnlake.customer.CustomerLog;
import io.churnlake.table.ChurnUnscored;
import java.io.Serializable;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Why a customer has no score. The scored population leaves nobody out for being new: one occasion
 * within the lookback is enough. Plain Java.
 *
 * @param asOf days since 1970-01-01
 * @param lookbackDays who has no occasion in so many days up to as_of is not scored
 * @param isModelThere whether anybody is
 */
public record Unscored(int asOf, int lookbackDays, boolean isModelThere) implements Serializable {
  /** One of the reasons of gold.churn_unscored; empty for who is scored. */
  public Optional<String> reason(CustomerLog orders) {
    OptionalInt last = lastOccasion(orders);
    if (last.isEmpty()) {
      return Optional.of(ChurnUnscored.NO_COUNTING_ORDER);
    }
    if (last.getAsInt() <= asOf - lookbackDays) {
      return Optional.of(ChurnUnscored.LAPSED);
    }
    return isModelThere ? Optional.empty() : Optional.of(ChurnUnscored.NO_MODEL);
  }

  /** The day of the last occasion up to as_of; days since 1970-01-01. */
  public OptionalInt lastOccasion(CustomerLog orders) {
    return orders.days().stream()
        .filter(day -> day.date() <= asOf && day.isOccasion(false))
        .mapToInt(CustomerLog.Day::date)
        .max();
  }
}
