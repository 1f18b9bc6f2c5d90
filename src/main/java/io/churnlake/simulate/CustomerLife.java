package io.churnlake.simulate;

import java.util.Arrays;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * When one customer comes, buys and leaves, from the seed, the index and the laws alone. What the
 * customer buys is drawn elsewhere and changes nothing here.
 */
final class CustomerLife {
  private static final long STREAM = 2;
  private static final long VOUCHER_STREAM = 5;

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
    int[] regular = Arrays.copyOf(days, size);
    int[] all =
        shop.spec().campaignLift() == 0 ? regular : withVouchers(shop, index, arrival, regular);
    boolean stayed = droppedOutOn == CustomerTruth.STAYED;
    // Who uses a voucher after what would have been the last purchase leaves after that.
    return new CustomerLife(
        arrival,
        rate,
        dropout,
        stayed ? droppedOutOn : Math.max(droppedOutOn, all[all.length - 1]),
        all);
  }

  /**
   * With the purchases that vouchers add: for each purchase day in the days of effect after a
   * voucher, one more with the probability of the lift, on one of these days that has none yet. So
   * the expected number of purchase days there is 1 + lift times what it would be.
   */
  private static int[] withVouchers(Shop shop, long index, Arrival arrival, int[] regular) {
    Draws draws = new Draws(shop.spec().seed(), VOUCHER_STREAM, index);
    NavigableSet<Integer> all = new TreeSet<>();
    Arrays.stream(regular).forEach(all::add);
    for (Contacts.Contact contact : Contacts.of(shop, arrival, index)) {
      int from = contact.day() + 1;
      int to = Math.min(contact.day() + SimulationSpec.EFFECT_DAYS, shop.lastDay());
      if (!contact.treated() || from > to) {
        continue;
      }
      NavigableSet<Integer> within = all.subSet(from, true, to, true);
      for (int n = within.size(); n > 0; n--) {
        if (draws.chance(shop.spec().campaignLift()) && within.size() <= to - from) {
          within.add(freeDay(within, from, draws.below(to - from + 1 - within.size())));
        }
      }
    }
    return all.stream().mapToInt(day -> day).toArray();
  }

  /** The n-th day, counted from 0 and {@code from}, that is not taken. */
  private static int freeDay(NavigableSet<Integer> taken, int from, int n) {
    int day = from;
    for (int left = n; left > 0 || taken.contains(day); day++) {
      left -= taken.contains(day) ? 0 : 1;
    }
    return day;
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
