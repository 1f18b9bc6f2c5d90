package io.churnlake.simulate;

/** One simulated customer's purchase-days, the first included. */
public final class Purchases {
  private final int observedDays;
  private final int[] days;
  private final long[] cents;

  Purchases(int observedDays, int[] days, long[] cents) {
    this.observedDays = observedDays;
    this.days = days;
    this.cents = cents;
  }

  /** Days from the first purchase to the end of observation. */
  public int observedDays() {
    return observedDays;
  }

  /** How many days with a purchase, at least 1. */
  public int size() {
    return days.length;
  }

  /** Days from the first purchase-day to the i-th, counted from 0; they increase. */
  public int day(int i) {
    return days[i];
  }

  /** What was spent on the i-th purchase-day, in hundredths; at least 1. */
  public long cents(int i) {
    return cents[i];
  }
}
