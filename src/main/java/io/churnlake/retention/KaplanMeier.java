package io.churnlake.retention;

import io.churnlake.quality.Wilson;
import java.util.Arrays;
import java.util.OptionalInt;

/**
 * The share of whom the event has not come by each day, where some were not observed long enough:
 * the product-limit estimate of Kaplan and Meier, "Nonparametric estimation from incomplete
 * observations", JASA 53 (1958). Its standard error is that of Greenwood, "The natural duration of
 * cancer" (1926). The 95 % bounds are {@code S^exp(+-z se / (S ln S))}, symmetric on the
 * log-minus-log scale, so that they stay between 0 and 1 (Kalbfleisch and Prentice, "The
 * Statistical Analysis of Failure Time Data", 1980). Whoever is lost on the day of an event counts
 * as at risk for it.
 *
 * <p>Points are day 0 and every day with an event. Where nothing has happened the bounds are 1 like
 * the curve; where it falls to 0, which leaves no standard error, the lower one is 0 and the upper
 * one that of the point before.
 */
final class KaplanMeier {
  /** What rounding may put between a share and the level that it has come to. */
  private static final double ROUNDING = 1e-9;

  private static final double HALF = 0.5;

  private final long customers;
  private final long events;
  private final int observedDays;
  private final int[] days;
  private final long[] atRisk;
  private final long[] eventsOn;
  private final double[] survival;
  private final double[] error;
  private final double[] low;
  private final double[] high;

  KaplanMeier(DayCounts counts) {
    this.customers = counts.total();
    this.events = counts.allEvents();
    this.observedDays = counts.longest();
    boolean startsAtZero = counts.size() > 0 && counts.day(0) == 0 && counts.events(0) > 0;
    int points = startsAtZero ? 0 : 1;
    for (int i = 0; i < counts.size(); i++) {
      points += counts.events(i) > 0 ? 1 : 0;
    }
    days = new int[points];
    atRisk = new long[points];
    eventsOn = new long[points];
    survival = new double[points];
    error = new double[points];
    low = new double[points];
    high = new double[points];
    atRisk[0] = customers;
    int at = startsAtZero ? 0 : 1;
    long left = customers;
    for (int i = 0; i < counts.size(); i++) {
      if (counts.events(i) > 0) {
        days[at] = counts.day(i);
        atRisk[at] = left;
        eventsOn[at] = counts.events(i);
        at++;
      }
      left -= counts.events(i) + counts.censored(i);
    }
    estimate();
  }

  private void estimate() {
    double share = 1;
    double greenwood = 0;
    for (int i = 0; i < days.length; i++) {
      long staying = atRisk[i] - eventsOn[i];
      share *= eventsOn[i] == 0 ? 1 : (double) staying / atRisk[i];
      greenwood += eventsOn[i] == 0 ? 0 : (double) eventsOn[i] / atRisk[i] / staying;
      survival[i] = share;
      if (share == 0) {
        high[i] = i == 0 ? 1 : high[i - 1];
      } else if (greenwood == 0) {
        low[i] = 1;
        high[i] = 1;
      } else {
        double root = Math.sqrt(greenwood);
        double spread = Wilson.Z * root / -Math.log(share);
        error[i] = share * root;
        low[i] = Math.min(share, Math.pow(share, Math.exp(spread)));
        high[i] = Math.max(share, Math.pow(share, Math.exp(-spread)));
      }
    }
  }

  /** All, at risk on day 0. */
  long customers() {
    return customers;
  }

  /** Of these, with the event. */
  long events() {
    return events;
  }

  /** The longest time that anybody was observed: nothing is known of later days. */
  int observedDays() {
    return observedDays;
  }

  /** How many points the curve has, at least that of day 0. */
  int points() {
    return days.length;
  }

  int day(int point) {
    return days[point];
  }

  /** Without the event, and observed, up to the day before. */
  long atRisk(int point) {
    return atRisk[point];
  }

  long eventsOn(int point) {
    return eventsOn[point];
  }

  /** Lost from this point on and before the next one. */
  long censoredFrom(int point) {
    long next = point + 1 < days.length ? atRisk[point + 1] : 0;
    return atRisk[point] - eventsOn[point] - next;
  }

  double survival(int point) {
    return survival[point];
  }

  double standardError(int point) {
    return error[point];
  }

  double low(int point) {
    return low[point];
  }

  double high(int point) {
    return high[point];
  }

  /** The point that holds on a day. */
  int pointOn(int day) {
    int found = Arrays.binarySearch(days, day);
    return found >= 0 ? found : -found - 2;
  }

  /** The last point: the plateau that the curve ends on. */
  int lastPoint() {
    return days.length - 1;
  }

  /**
   * Whether the curve says anything of the day: somebody was observed so long, or nobody is left.
   */
  boolean covers(int day) {
    return day <= observedDays || survival[lastPoint()] == 0;
  }

  /** The first day by which the event has come to the share; empty if it has not. */
  OptionalInt quantile(double share) {
    return fallsTo(survival, 1 - share);
  }

  /**
   * The lower 95 % bound of the median: Brookmeyer and Crowley, "A confidence interval for the
   * median survival time", Biometrics 38 (1982), with the bounds of this curve. Empty where these
   * do not get there.
   */
  OptionalInt medianLow() {
    return fallsTo(low, HALF);
  }

  /** The upper bound. */
  OptionalInt medianHigh() {
    return fallsTo(high, HALF);
  }

  private OptionalInt fallsTo(double[] curve, double level) {
    for (int i = 0; i < curve.length; i++) {
      if (curve[i] <= level + ROUNDING) {
        return OptionalInt.of(days[i]);
      }
    }
    return OptionalInt.empty();
  }
}
