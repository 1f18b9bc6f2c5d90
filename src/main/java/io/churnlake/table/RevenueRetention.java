package io.churnlake.table;

import java.util.List;

/**
 * gold.revenue_retention: a period's revenue against that of the period before, in parts that add
 * up to it. Ratios stand with their 95 % bounds and the reason why they are NULL.
 */
public final class RevenueRetention {
  private static final Columns COLUMNS = new Columns();

  public static final String AS_OF =
      COLUMNS.add(
          Table.AS_OF, Types.DATE, "shop's zone", "Orders up to the end of this day are known.");
  public static final String PERIOD =
      COLUMNS.add(
          Retention.PERIOD,
          Types.STRING,
          "",
          "'month', 'quarter', or 'twelve_months' up to the end of each month.");
  public static final String BASIS =
      COLUMNS.add(
          Retention.BASIS,
          Types.STRING,
          "",
          "'gross': counting lines; 'net': less what was returned by as_of.");
  public static final String SPLIT =
      COLUMNS.add(
          Retention.SPLIT, Types.STRING, "", "What divides the customers; 'all': nothing does.");
  public static final String SPLIT_VALUE =
      COLUMNS.add(
          Retention.SPLIT_VALUE, Types.STRING, "", "The part of the split; 'all' of 'all'.");
  public static final String PERIOD_START =
      COLUMNS.add(Retention.PERIOD_START, Types.DATE, "shop's zone", "First day of the period.");
  public static final String LABEL =
      COLUMNS.add(Cohorts.LABEL, Types.STRING, "", "Its name; of twelve months, that of the last.");
  public static final String OBSERVED_TO =
      COLUMNS.add(
          Retention.OBSERVED_TO, Types.DATE, "shop's zone", "Its last day, or as_of if earlier.");
  public static final String IS_COMPLETE =
      COLUMNS.add(Retention.IS_COMPLETE, Types.BOOLEAN, "", "The period has ended by as_of.");
  public static final String REVENUE =
      COLUMNS.add(
          "revenue",
          Types.MONEY,
          "currency",
          "start_revenue - churned_revenue - contraction + expansion + new_revenue"
              + " + resurrected_revenue + adjustment.");
  public static final String START_REVENUE =
      COLUMNS.add(
          "start_revenue",
          Types.MONEY,
          "currency",
          "Revenue in the period before, of customers above zero then.");
  public static final String CHURNED_REVENUE =
      COLUMNS.add(
          "churned_revenue", Types.MONEY, "currency", "Of this, of customers not above zero now.");
  public static final String CONTRACTION =
      COLUMNS.add(
          "contraction", Types.MONEY, "currency", "What the others bring less than before.");
  public static final String RETAINED_REVENUE =
      COLUMNS.add(
          "retained_revenue",
          Types.MONEY,
          "currency",
          "start_revenue - churned_revenue - contraction.");
  public static final String EXPANSION =
      COLUMNS.add("expansion", Types.MONEY, "currency", "What they bring more than before.");
  public static final String NEW_REVENUE =
      COLUMNS.add(
          "new_revenue",
          Types.MONEY,
          "currency",
          "Of customers whose first counting order lies in the period.");
  public static final String RESURRECTED_REVENUE =
      COLUMNS.add(
          "resurrected_revenue",
          Types.MONEY,
          "currency",
          "Of earlier customers who were not above zero in the period before.");
  public static final String ADJUSTMENT =
      COLUMNS.add(
          "adjustment",
          Types.MONEY,
          "currency",
          "Of customers below zero in the period: returns and credits that exceed purchases.");
  public static final String EXPANDED_REVENUE =
      COLUMNS.add(
          "retained_and_expansion", Types.MONEY, "currency", "retained_revenue + expansion.");
  public static final String GAINED_REVENUE =
      COLUMNS.add(
          "gained_revenue",
          Types.MONEY,
          "currency",
          "new_revenue + resurrected_revenue + expansion.");
  public static final String LOST_REVENUE =
      COLUMNS.add("lost_revenue", Types.MONEY, "currency", "churned_revenue + contraction.");
  public static final String CUSTOMERS =
      COLUMNS.add(
          "customers",
          Types.LONG,
          "customers",
          "With revenue other than zero in the period or the one before; n of quick_ratio.");
  public static final String START_CUSTOMERS =
      COLUMNS.add(
          "start_customers", Types.LONG, "customers", "Those of start_revenue; n of grr and nrr.");
  public static final String CHURNED_CUSTOMERS =
      COLUMNS.add("churned_customers", Types.LONG, "customers", "Those of churned_revenue.");
  public static final String CONTRACTED_CUSTOMERS =
      COLUMNS.add("contracted_customers", Types.LONG, "customers", "Those of contraction.");
  public static final String EXPANDED_CUSTOMERS =
      COLUMNS.add("expanded_customers", Types.LONG, "customers", "Those of expansion.");
  public static final String NEW_CUSTOMERS =
      COLUMNS.add("new_customers", Types.LONG, "customers", "Those of new_revenue.");
  public static final String RESURRECTED_CUSTOMERS =
      COLUMNS.add(
          "resurrected_customers", Types.LONG, "customers", "Those of resurrected_revenue.");
  public static final String ADJUSTED_CUSTOMERS =
      COLUMNS.add("adjusted_customers", Types.LONG, "customers", "Those of adjustment.");
  public static final String GRR = ratio("grr", "Gross: retained_revenue / start_revenue, 0 to 1.");
  public static final String NRR = ratio("nrr", "Net: retained_and_expansion / start_revenue.");
  public static final String QUICK_RATIO = ratio("quick_ratio", "gained_revenue / lost_revenue.");

  /** Period: twelve calendar months up to the end of one, against the twelve before them. */
  public static final String TWELVE_MONTHS = "twelve_months";

  /** The amounts, in the order of the columns. */
  public static final List<String> AMOUNTS =
      List.of(
          REVENUE,
          START_REVENUE,
          CHURNED_REVENUE,
          CONTRACTION,
          RETAINED_REVENUE,
          EXPANSION,
          NEW_REVENUE,
          RESURRECTED_REVENUE,
          ADJUSTMENT,
          EXPANDED_REVENUE,
          GAINED_REVENUE,
          LOST_REVENUE);

  /** Numbers of customers, behind the amounts. */
  public static final List<String> COUNTS =
      List.of(
          CUSTOMERS,
          START_CUSTOMERS,
          CHURNED_CUSTOMERS,
          CONTRACTED_CUSTOMERS,
          EXPANDED_CUSTOMERS,
          NEW_CUSTOMERS,
          RESURRECTED_CUSTOMERS,
          ADJUSTED_CUSTOMERS);

  public static final Table TABLE =
      Table.named(
              "gold.revenue_retention",
              "The revenue of one period, in parts by what customers brought in the one before.")
          .writtenBy("revenue")
          .layout(Layout.SLICED)
          .key(AS_OF, PERIOD, BASIS, SPLIT, SPLIT_VALUE, PERIOD_START)
          .columns(COLUMNS)
          .build();

  private RevenueRetention() {}

  private static String ratio(String name, String comment) {
    COLUMNS.add(name, Types.DOUBLE, "ratio", comment);
    COLUMNS.add(
        Kpis.nullReason(name),
        Types.STRING,
        "",
        "Why it is NULL: 'period_not_ended', 'window_not_observed' or 'denominator_zero'.");
    COLUMNS.add(
        Kpis.low(name),
        Types.DOUBLE,
        "ratio",
        "Lower bound, 95 %, delta method over customers; NULL of a single one.");
    COLUMNS.add(Kpis.high(name), Types.DOUBLE, "ratio", "Upper bound.");
    return name;
  }
}
