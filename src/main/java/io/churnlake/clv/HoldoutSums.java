package io.churnlake.clv;

import io.churnlake.clv.math.CompensatedSum;

/** What a model forecast for some customers, what they did, and how far the two lie apart. */
public final class HoldoutSums {
  private final CompensatedSum predicted = new CompensatedSum();
  private final CompensatedSum naive = new CompensatedSum();
  private final CompensatedSum absoluteError = new CompensatedSum();
  private final CompensatedSum naiveAbsoluteError = new CompensatedSum();
  private final CompensatedSum logProbability = new CompensatedSum();
  private final CompensatedSum covered = new CompensatedSum();
  private long customers;
  private long actual;

  void add(
      long weight,
      double forecast,
      int bought,
      double naiveForecast,
      double logProbabilityOfIt,
      double coveredShare) {
    double w = weight;
    customers += weight;
    actual += weight * bought;
    predicted.add(w * forecast);
    naive.add(w * naiveForecast);
    absoluteError.add(w * Math.abs(forecast - bought));
    naiveAbsoluteError.add(w * Math.abs(naiveForecast - bought));
    logProbability.add(w * logProbabilityOfIt);
    covered.add(w * coveredShare);
  }

  void add(HoldoutSums other) {
    customers += other.customers;
    actual += other.actual;
    predicted.add(other.predicted);
    naive.add(other.naive);
    absoluteError.add(other.absoluteError);
    naiveAbsoluteError.add(other.naiveAbsoluteError);
    logProbability.add(other.logProbability);
    covered.add(other.covered);
  }

  public long customers() {
    return customers;
  }

  /** Occasions seen. */
  public long actual() {
    return actual;
  }

  /** Occasions expected. */
  public double predicted() {
    return predicted.value();
  }

  /** Occasions if every customer went on at x / T, T being at least the holdout. */
  public double naive() {
    return naive.value();
  }

  /** A customer; NaN without customers, like all means here. */
  public double meanAbsoluteError() {
    return absoluteError.value() / customers;
  }

  public double naiveMeanAbsoluteError() {
    return naiveAbsoluteError.value() / customers;
  }

  /** Mean log-probability of what the customers did. */
  public double logScore() {
    return logProbability.value() / customers;
  }

  /** Share of outcomes within the central 95 %, its ends counted in part. */
  public double coverage() {
    return covered.value() / customers;
  }
}
