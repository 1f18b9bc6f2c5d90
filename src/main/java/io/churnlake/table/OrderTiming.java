package io.churnlake.table;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * gold.order_timing: the time from order n to order n + 1 by Kaplan-Meier, so that customers who
 * have had little time yet are not read as lost.
 */
public final class OrderTiming {
  private static final Columns COLUMNS = new Columns();

  public static final String AS_OF =
      COLUMNS.add(
          Table.AS_OF, Types.DATE, "shop's zone", "Orders up to the end of this day are known.");
  public static final String SPLIT =
      COLUMNS.add(
          Cohorts.SPLIT, Types.STRING, "", "What divides the customers; 'all': nothing does.");
  public static final String SPLIT_VALUE =
      COLUMNS.add(
          Cohorts.SPLIT_VALUE,
          Types.STRING,
          "",
          "The part of the split, '(other)' of the rare ones; 'all' of 'all'.");
  public static final String ORDER_NUMBER =
      COLUMNS.add(
          "order_number",
          Types.INT,
          "occasions",
          "n: the purchase days of a customer, numbered from 1.");
  public static final String CUSTOMERS =
      COLUMNS.add(
          "customers",
          Types.LONG,
          "customers",
          "With an n-th occasion; left-truncated customers are left out.");
  public static final String CAME_AGAIN =
      COLUMNS.add("came_again", Types.LONG, "customers", "Of these, with another one by as_of.");
  public static final String OBSERVED_DAYS =
      COLUMNS.add(
          "observed_days",
          Types.INT,
          "days",
          "The longest that one of them was observed after it; of later days nothing is known.");

  /** The spans of {@link #within}. */
  public static final List<Integer> WITHIN_DAYS = List.of(30, 60, 90, 365);

  static {
    WITHIN_DAYS.forEach(OrderTiming::addWithin);
  }

  public static final String Q25 = quartile("q25", 25);
  public static final String MEDIAN = quartile("median", 50);
  public static final String Q75 = quartile("q75", 75);

  static {
    COLUMNS.add(
        Kpis.low(MEDIAN),
        Types.INT,
        "days",
        "Lower bound, 95 %, Brookmeyer-Crowley; NULL where the bounds do not get there.");
    COLUMNS.add(Kpis.high(MEDIAN), Types.INT, "days", "Upper bound; NULL likewise.");
  }

  public static final String SHARE_NEVER =
      COLUMNS.add(
          "share_never",
          Types.DOUBLE,
          "share",
          "Have not come again by observed_days: where the Kaplan-Meier curve ends.");

  /** Why there is no quartile: the curve does not get there. */
  public static final String NOT_REACHED = "not_reached";

  /** The shares of those who came again, by the columns of the days by which they did. */
  public static final Map<String, Double> QUARTILES = quartiles();

  public static final Table TABLE =
      Table.named(
              "gold.order_timing",
              "The customers who had an n-th purchase day, and how long they take to the next.")
          .writtenBy("timing")
          .layout(Layout.SLICED)
          .key(AS_OF, SPLIT, SPLIT_VALUE, ORDER_NUMBER)
          .columns(COLUMNS)
          .column(
              Kpis.low(SHARE_NEVER),
              Types.DOUBLE,
              "share",
              "Lower bound, 95 %, Greenwood, log-log.")
          .column(Kpis.high(SHARE_NEVER), Types.DOUBLE, "share", "Upper bound.")
          .build();

  private OrderTiming() {}

  /** The column with the share of those who come again within so many days. */
  public static String within(int days) {
    return "share_came_again_within_" + days;
  }

  private static Map<String, Double> quartiles() {
    Map<String, Double> quartiles = new LinkedHashMap<>();
    quartiles.put(Q25, 0.25);
    quartiles.put(MEDIAN, 0.5);
    quartiles.put(Q75, 0.75);
    return java.util.Collections.unmodifiableMap(quartiles);
  }

  private static void addWithin(int days) {
    String within = within(days);
    COLUMNS.add(
        within, Types.DOUBLE, "share", "Come again within " + days + " days (Kaplan-Meier).");
    COLUMNS.add(
        Kpis.nullReason(within),
        Types.STRING,
        "",
        "Why it is NULL: 'window_not_observed', observed_days being fewer.");
    COLUMNS.add(Kpis.low(within), Types.DOUBLE, "share", "Lower bound, 95 %, Greenwood, log-log.");
    COLUMNS.add(Kpis.high(within), Types.DOUBLE, "share", "Upper bound.");
  }

  private static String quartile(String name, int percent) {
    COLUMNS.add(
        name, Types.INT, "days", "By then " + percent + " % have come again (Kaplan-Meier).");
    COLUMNS.add(
        Kpis.nullReason(name),
        Types.STRING,
        "",
        "Why it is NULL: 'not_reached', so many have not come by observed_days.");
    return name;
  }
}
