package io.churnlake.table;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * gold.order_timing: the time from order n to order n + 1 by Kaplan-Meier, so that customers who
 * have had little time yet are not read as lost.
 */
public final class OrderTiming {
  public static final String AS_OF = Table.AS_OF;
  public static final String SPLIT = Cohorts.SPLIT;
  public static final String SPLIT_VALUE = Cohorts.SPLIT_VALUE;
  public static final String ORDER_NUMBER = "order_number";
  public static final String CUSTOMERS = "customers";
  public static final String CAME_AGAIN = "came_again";
  public static final String OBSERVED_DAYS = "observed_days";
  public static final String Q25 = "q25";
  public static final String MEDIAN = "median";
  public static final String Q75 = "q75";
  public static final String SHARE_NEVER = "share_never";

  /** Why there is no quartile: the curve does not get there. */
  public static final String NOT_REACHED = "not_reached";

  /** The spans of {@link #within}. */
  public static final List<Integer> WITHIN_DAYS = List.of(30, 60, 90, 365);

  /** The shares of those who came again, by the columns of the days by which they did. */
  public static final Map<String, Double> QUARTILES = quartiles();

  public static final Table TABLE = definition();

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

  private static Table definition() {
    Table.Builder table =
        Table.named(
                "gold.order_timing",
                "The customers who had an n-th purchase day, and how long they take to the next.")
            .writtenBy("timing")
            .layout(Layout.SLICED)
            .key(AS_OF, SPLIT, SPLIT_VALUE, ORDER_NUMBER)
            .column(AS_OF, Types.DATE, "shop's zone", "Orders up to the end of this day are known.")
            .column(SPLIT, Types.STRING, "", "What divides the customers; 'all': nothing does.")
            .column(
                SPLIT_VALUE,
                Types.STRING,
                "",
                "The part of the split, '(other)' of the rare ones; 'all' of 'all'.")
            .column(
                ORDER_NUMBER,
                Types.INT,
                "occasions",
                "n: the purchase days of a customer, numbered from 1.")
            .column(
                CUSTOMERS,
                Types.LONG,
                "customers",
                "With an n-th occasion; left-truncated customers are left out.")
            .column(CAME_AGAIN, Types.LONG, "customers", "Of these, with another one by as_of.")
            .column(
                OBSERVED_DAYS,
                Types.INT,
                "days",
                "The longest that one of them was observed after it; of later days nothing is known.");
    for (int days : WITHIN_DAYS) {
      table
          .column(
              within(days),
              Types.DOUBLE,
              "share",
              "Come again within " + days + " days (Kaplan-Meier).")
          .column(
              Kpis.nullReason(within(days)),
              Types.STRING,
              "",
              "Why it is NULL: 'window_not_observed', observed_days being fewer.")
          .column(
              Kpis.low(within(days)),
              Types.DOUBLE,
              "share",
              "Lower bound, 95 %, Greenwood, log-log.")
          .column(Kpis.high(within(days)), Types.DOUBLE, "share", "Upper bound.");
    }
    QUARTILES.forEach(
        (name, share) ->
            table
                .column(
                    name,
                    Types.INT,
                    "days",
                    "By then " + Math.round(100 * share) + " % have come again (Kaplan-Meier).")
                .column(
                    Kpis.nullReason(name),
                    Types.STRING,
                    "",
                    "Why it is NULL: 'not_reached', so many have not come by observed_days."));
    return table
        .column(
            Kpis.low(MEDIAN),
            Types.INT,
            "days",
            "Lower bound, 95 %, Brookmeyer-Crowley; NULL where the bounds do not get there.")
        .column(Kpis.high(MEDIAN), Types.INT, "days", "Upper bound; NULL likewise.")
        .column(
            SHARE_NEVER,
            Types.DOUBLE,
            "share",
            "Have not come again by observed_days: where the Kaplan-Meier curve ends.")
        .column(
            Kpis.low(SHARE_NEVER), Types.DOUBLE, "share", "Lower bound, 95 %, Greenwood, log-log.")
        .column(Kpis.high(SHARE_NEVER), Types.DOUBLE, "share", "Upper bound.")
        .build();
  }
}
