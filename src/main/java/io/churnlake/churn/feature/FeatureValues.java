package io.churnlake.churn.feature;

import io.churnlake.churn.feature.OtherEvents.Kind;
import io.churnlake.customer.CustomerLog.Day;
import io.churnlake.table.Feature;
import java.util.Arrays;
import java.util.Optional;

/**
 * The features of one customer at one date, the same way for training and for scoring. Plain Java.
 */
public final class FeatureValues {
  private static final double UNITS = 10_000;
  private static final int MONTH = 30;
  private static final int QUARTER = 90;
  private static final int YEAR = 365;

  private final double[] values = new double[Feature.all().size()];
  private final Occasions bought;
  private final FeatureDate at;

  private FeatureValues(Occasions bought, FeatureDate at) {
    this.bought = bought;
    this.at = at;
    Arrays.fill(values, Double.NaN);
  }

  /**
   * A value for each {@link Feature}, NaN where it is not known; money in units of the currency, 0
   * and 1 for no and yes. Nothing dated after the cut-off is looked at.
   *
   * @return empty if the customer has no occasion in (cut-off - lookback, cut-off]
   */
  public static Optional<double[]> of(Past past, FeatureDate at) {
    return Occasions.upTo(at.day(), past.orders(), at.historyDays(), at.lookbackDays())
        .map(
            bought -> {
              FeatureValues features = new FeatureValues(bought, at);
              features.counts();
              features.money();
              features.rhythm();
              features.baskets();
              features.forecasts();
              others(features.values, past.others(), at);
              features.set(Feature.LEFT_TRUNCATED, past.orders().leftTruncated() ? 1 : 0);
              withoutUnrecorded(features.values, at);
              return features.values;
            });
  }

  /**
   * The same of somebody without an occasion up to the cut-off: no occasion in any window before
   * it, and what is known beside orders.
   */
  public static double[] withoutOrders(Past past, FeatureDate at) {
    double[] values = new double[Feature.all().size()];
    Arrays.fill(values, Double.NaN);
    for (Feature feature : Feature.all()) {
      if (feature.source() == Feature.Source.ORDERS && feature.windowDays() > 0) {
        values[feature.index()] = 0;
      }
    }
    others(values, past.others(), at);
    withoutUnrecorded(values, at);
    return values;
  }

  /**
   * What BG/NBD knows of a customer at a cut-off from so many days before it; empty without an
   * occasion in them.
   */
  public static Optional<PurchaseForecast.History> history(Past past, int cutOff, int historyDays) {
    return Occasions.upTo(cutOff, past.orders(), historyDays).map(Occasions::history);
  }

  private void set(Feature feature, double value) {
    values[feature.index()] = value;
  }

  private double get(Feature feature) {
    return values[feature.index()];
  }

  private void counts() {
    set(Feature.RECENCY_DAYS, bought.cutOff() - bought.last().date());
    set(Feature.TENURE_DAYS, bought.cutOff() - bought.first().date());
    set(Feature.OCCASIONS, bought.number());
    set(Feature.OCCASIONS_7, bought.number(7, 0));
    set(Feature.OCCASIONS_30, bought.number(30, 0));
    set(Feature.OCCASIONS_90, bought.number(90, 0));
    set(Feature.OCCASIONS_180, bought.number(180, 0));
    set(Feature.OCCASIONS_365, bought.number(YEAR, 0));
    set(Feature.ORDERS, (double) bought.sum(Day::orders));
    set(
        Feature.OCCASION_RATE,
        MONTH * (double) bought.number() / (get(Feature.TENURE_DAYS) + MONTH));
    set(Feature.OCCASIONS_TREND_90, bought.number(90, 0) - bought.number(180, 90));
    int months = 0;
    for (int month = 0; month < 12; month++) {
      months += bought.number((month + 1) * MONTH, month * MONTH) > 0 ? 1 : 0;
    }
    set(Feature.ACTIVE_MONTHS_365, months);
    int covered = Math.min(at.horizonDays(), YEAR);
    set(Feature.SAME_SEASON_OCCASIONS, bought.number(YEAR, YEAR - covered));
    long weekend =
        bought.occasions().stream()
            .filter(day -> java.time.LocalDate.ofEpochDay(day.date()).getDayOfWeek().getValue() > 5)
            .count();
    set(Feature.WEEKEND_SHARE, (double) weekend / bought.number());
  }

  private void money() {
    double revenue = bought.sum(Day::revenue) / UNITS;
    double discount = bought.sum(Day::discount) / UNITS;
    double returned = bought.sum(Day::returned) / UNITS;
    set(Feature.REVENUE, revenue);
    set(Feature.REVENUE_30, revenue(30, 0));
    set(Feature.REVENUE_90, revenue(90, 0));
    set(Feature.REVENUE_180, revenue(180, 0));
    set(Feature.REVENUE_365, revenue(YEAR, 0));
    double before = revenue(180, 90);
    double now = revenue(90, 0);
    set(Feature.REVENUE_TREND_90, share(now - before, now + before));
    set(Feature.MEAN_REVENUE, revenue / bought.number());
    set(Feature.FIRST_REVENUE, bought.first().revenue() / UNITS);
    double last = bought.last().revenue() / UNITS;
    set(Feature.LAST_REVENUE, last);
    set(Feature.LAST_OVER_MEAN_REVENUE, revenue > 0 ? last * bought.number() / revenue : 1);
    set(Feature.DISCOUNT_SHARE, share(discount, revenue + discount));
    double lastDiscount = bought.last().discount() / UNITS;
    set(Feature.LAST_DISCOUNT_SHARE, share(lastDiscount, last + lastDiscount));
    set(Feature.RETURN_SHARE, share(returned, revenue));
    set(Feature.RETURNED_90, bought.sum(Day::returned, 90, 0) / UNITS);
    set(Feature.FIRST_DISCOUNTED, bought.first().fullPriceLines() < bought.first().lines() ? 1 : 0);
  }

  private double revenue(int from, int to) {
    return bought.sum(Day::revenue, from, to) / UNITS;
  }

  private static double share(double part, double of) {
    return of > 0 ? part / of : 0;
  }

  private void rhythm() {
    int[] gaps = bought.gaps();
    if (gaps.length == 0) {
      return;
    }
    double recency = get(Feature.RECENCY_DAYS);
    double mean = Arrays.stream(gaps).average().orElseThrow();
    int longest = Arrays.stream(gaps).max().orElseThrow();
    set(Feature.MEAN_GAP_DAYS, mean);
    set(Feature.RECENCY_OVER_GAP, recency / mean);
    set(Feature.LAST_GAP_DAYS, gaps[gaps.length - 1]);
    set(Feature.LONGEST_GAP_DAYS, longest);
    set(Feature.RECENCY_OVER_LONGEST_GAP, recency / longest);
    if (gaps.length > 1) {
      double squares = Arrays.stream(gaps).mapToDouble(gap -> (gap - mean) * (gap - mean)).sum();
      double deviation = Math.sqrt(squares / (gaps.length - 1));
      set(Feature.SD_GAP_DAYS, deviation);
      set(Feature.GAP_VARIATION, deviation / mean);
    }
  }

  private void baskets() {
    double lines = bought.sum(Day::lines);
    set(Feature.LINES_PER_OCCASION, lines / bought.number());
    set(Feature.PRODUCTS_PER_OCCASION, (double) bought.sum(Day::products) / bought.number());
    set(Feature.LAST_LINES, bought.last().lines());
    set(Feature.FULL_PRICE_SHARE, bought.sum(Day::fullPriceLines) / lines);
    set(
        Feature.CATEGORIES,
        (double)
            bought.occasions().stream()
                .flatMap(day -> day.categories().stream())
                .distinct()
                .count());
  }

  private void forecasts() {
    PurchaseForecast.History history = bought.history();
    set(Feature.P_ALIVE, at.forecast().pAlive(history));
    set(Feature.EXPECTED_OCCASIONS, at.forecast().expectedOccasions(history, at.horizonDays()));
    set(Feature.P_NO_PURCHASE, at.forecast().pNoPurchase(history, at.horizonDays()));
  }

  private static void others(double[] values, OtherEvents others, FeatureDate at) {
    sinceOrder(values, others, at);
    values[Feature.VISITS_30.index()] = others.within(Kind.VISIT, at.day(), 30);
    values[Feature.VISITS_90.index()] = others.within(Kind.VISIT, at.day(), 90);
    values[Feature.EMAIL_OPENS_90.index()] = others.within(Kind.EMAIL_OPEN, at.day(), 90);
    values[Feature.EMAIL_CLICKS_90.index()] = others.within(Kind.EMAIL_CLICK, at.day(), 90);
    values[Feature.TICKETS_180.index()] = others.within(Kind.TICKET, at.day(), 180);
    values[Feature.CONTACTS_90.index()] = others.within(Kind.CONTACT, at.day(), 90);
    values[Feature.LAST_NPS.index()] = others.lastAnswer(at.day());
  }

  /** What came after the last order says more of the next one than what led to it. */
  private static void sinceOrder(double[] values, OtherEvents others, FeatureDate at) {
    double recency = values[Feature.RECENCY_DAYS.index()];
    int days = Double.isNaN(recency) ? QUARTER : (int) Math.min(QUARTER, recency);
    values[Feature.VISITS_SINCE_ORDER_7.index()] =
        others.within(Kind.VISIT, at.day(), Math.min(7, days));
    values[Feature.VISITS_SINCE_ORDER_90.index()] = others.within(Kind.VISIT, at.day(), days);
    values[Feature.EMAIL_OPENS_SINCE_ORDER_90.index()] =
        others.within(Kind.EMAIL_OPEN, at.day(), days);
    int last =
        Math.max(
            others.last(Kind.VISIT, at.day(), days), others.last(Kind.EMAIL_OPEN, at.day(), days));
    values[Feature.QUIET_DAYS.index()] = last == Integer.MIN_VALUE ? recency : at.day() - last;
  }

  /** A count of days of which some were not recorded is not known. */
  private static void withoutUnrecorded(double[] values, FeatureDate at) {
    for (Feature feature : Feature.all()) {
      if (!at.recorded().covers(feature, at.date())) {
        values[feature.index()] = Double.NaN;
      }
    }
  }
}
