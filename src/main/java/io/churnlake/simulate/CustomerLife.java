package io.churnlake.simulate;

import java.util.Arrays;

/**
 * When one customer comes, buys and leaves, from the seed, the index and the law alone. What the
 * customer buys is drawn elsewhere and changes nothing here.
 */
final class CustomerLife {
  private static final long STREAM = 2;

  private final Arrival arrival;
  private final double ratePerDay;
  private final double dropoutProbability;
  private final int droppedOutOn;
  private final int[] days;

  private CustomerLife(
      Arrival arrival, double ratePerDay, double dropoutProbability, int droppedOutOn, int[] days) {
    this.arrival = arrival;
    this.ratePerDay = ratePerDay;
    this.dropoutProbability = dropoutProbability;
    this.droppedOutOn = droppedOutOn;
    this.days = days;
  }

  static CustomerLife of(Shop shop, long index) {
    ShopLaw law = shop.law();
    Arrival arrival = shop.arrivals().of(index);
    Draws fate = new Draws(shop.spec().seed(), STREAM, index);
    double rate = fate.gamma(law.rateShape()) / law.alpha(arrival.channel());
    double dropout = fate.beta(law.dropoutA(), law.dropoutB());
    int[] days = new int[8];
    days[0] = arrival.day();
    int size = 1;
    int droppedOutOn = CustomerTruth.STAYED;
    int day = next(shop, arrival.day(), rate, fate);
    while (day <= shop.lastDay() && droppedOutOn == CustomerTruth.STAYED) {
      days = size == days.length ? Arrays.copyOf(days, 2 * size) : days;
      days[size++] = day;
      if (fate.chance(dropout)) {
        droppedOutOn = day;
      } else {
        day = next(shop, day, rate, fate);
      }
    }
    return new CustomerLife(arrival, rate, dropout, droppedOutOn, Arrays.copyOf(days, size));
  }

  /**
   * The day of the next purchase: an exponential time later, rounded up to whole days; past the
   * period's end, any day there.
   */
  private static int next(Shop shop, int day, double rate, Draws fate) {
    double gap = Math.max(1, StrictMath.ceil(fate.exponential() / rate));
    return gap > shop.lastDay() - day ? shop.lastDay() + 1 : day + (int) gap;
  }

  Arrival arrival() {
    return arrival;
  }

  /** Lambda. */
  double ratePerDay() {
    return ratePerDay;
  }

  /** p, after each repeat purchase. */
  double dropoutProbability() {
    return dropoutProbability;
  }

  /** The day of the purchase after which the customer left, or {@link CustomerTruth#STAYED}. */
  int droppedOutOn() {
    return droppedOutOn;
  }

  /** How many days with a purchase, at least 1. */
  int occasions() {
    return days.length;
  }

  /** The i-th day with a purchase, counted from 0; the first is that of the arrival. */
  int day(int i) {
    return days[i];
  }

  /** How much of the customer's interest is left: halved each so many days after leaving. */
  double interest(int day, double halfLifeDays) {
    return droppedOutOn == CustomerTruth.STAYED || day <= droppedOutOn
        ? 1
        : StrictMath.pow(.5, (day - droppedOutOn) / halfLifeDays);
  }
}
