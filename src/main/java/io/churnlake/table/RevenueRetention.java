package io.churnlake.table;

import java.util.List;

/**
 * gold.revenue_retention: a period's revenue against that of the period before, in parts that add
 * up to it. Ratios stand with their 95 % bounds and the reason why they are NULL.
 */
public final class RevenueRetention {
  public static final String AS_OF = Table.AS_OF;
  public static final String PERIOD = Retention.PERIOD;
  public static final String BASIS = Retention.BASIS;
  public static final String SPLIT = Retention.SPLIT;
  public static final String SPLIT_VALUE = Retention.SPLIT_VALUE;
  public static final String PERIOD_START = Retention.PERIOD_START;
  public static final String LABEL = Cohorts.LABEL;
  public static final String OBSERVED_TO = Retention.OBSERVED_TO;
  public static final String IS_COMPLETE = Retention.IS_COMPLETE;
  public static final String REVENUE = "revenue";
  public static final String START_REVENUE = "start_revenue";
  public static final String CHURNED_REVENUE = "churned_revenue";
  public static final String CONTRACTION = "contraction";
  public static final String RETAINED_REVENUE = "retained_revenue";
  public static final String EXPANSION = "expansion";
  public static final String NEW_REVENUE = "new_revenue";
  public static final String RESURRECTED_REVENUE = "resurrected_revenue";
  public static final String ADJUSTMENT = "adjustment";
  public static final String EXPANDED_REVENUE = "retained_and_expansion";
  public static final String GAINED_REVENUE = "gained_revenue";
  public static final String LOST_REVENUE = "lost_revenue";
  public static final String CUSTOMERS = "customers";
  public static final String START_CUSTOMERS = "start_customers";
  public static final String CHURNED_CUSTOMERS = "churned_customers";
  public static final String CONTRACTED_CUSTOMERS = "contracted_customers";
  public static final String EXPANDED_CUSTOMERS = "expanded_customers";
  public static final String NEW_CUSTOMERS = "new_customers";
  public static final String RESURRECTED_CUSTOMERS = "resurrected_customers";
  public static final String ADJUSTED_CUSTOMERS = "adjusted_customers";
  public static final String GRR = "grr";
  public static final String NRR = "nrr";
  public static final String QUICK_RATIO = "quick_ratio";

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

  public static final Table TABLE = definition();

  private RevenueRetention() {}

  private static Table definition() {
    Table.Builder table =
        Table.named(
                "gold.revenue_retention",
                "The revenue of one period, in parts by what customers brought in the one before.")
            .writtenBy("revenue")
            .layout(Layout.SLICED)
            .key(AS_OF, PERIOD, BASIS, SPLIT, SPLIT_VALUE, PERIOD_START)
            .column(AS_OF, Types.DATE, "shop's zone", "Orders up to the end of this day are known.")
            .column(
                PERIOD,
                Types.STRING,
                "",
                "'month', 'quarter', or 'twelve_months' up to the end of each month.")
            .column(
                BASIS,
                Types.STRING,
                "",
                "'gross': counting lines; 'net': less what was returned by as_of.")
            .column(SPLIT, Types.STRING, "", "What divides the customers; 'all': nothing does.")
            .column(SPLIT_VALUE, Types.STRING, "", "The part of the split; 'all' of 'all'.")
            .column(PERIOD_START, Types.DATE, "shop's zone", "First day of the period.")
            .column(LABEL, Types.STRING, "", "Its name; of twelve months, that of the last.")
            .column(OBSERVED_TO, Types.DATE, "shop's zone", "Its last day, or as_of if earlier.")
            .column(IS_COMPLETE, Types.BOOLEAN, "", "The period has ended by as_of.");
    amounts(table);
    counts(table);
    ratio(table, GRR, "Gross: retained_revenue / start_revenue, 0 to 1.");
    ratio(table, NRR, "Net: retained_and_expansion / start_revenue.");
    ratio(table, QUICK_RATIO, "gained_revenue / lost_revenue.");
    return table.build();
  }

  private static void amounts(Table.Builder table) {
    table
        .column(
            REVENUE,
            Types.MONEY,
            "currency",
            "start_revenue - churned_revenue - contraction + expansion + new_revenue"
                + " + resurrected_revenue + adjustment.")
        .column(
            START_REVENUE,
            Types.MONEY,
            "currency",
            "Revenue in the period before, of customers above zero then.")
        .column(
            CHURNED_REVENUE, Types.MONEY, "currency", "Of this, of customers not above zero now.")
        .column(CONTRACTION, Types.MONEY, "currency", "What the others bring less than before.")
        .column(
            RETAINED_REVENUE,
            Types.MONEY,
            "currency",
            "start_revenue - churned_revenue - contraction.")
        .column(EXPANSION, Types.MONEY, "currency", "What they bring more than before.")
        .column(
            NEW_REVENUE,
            Types.MONEY,
            "currency",
            "Of customers whose first counting order lies in the period.")
        .column(
            RESURRECTED_REVENUE,
            Types.MONEY,
            "currency",
            "Of earlier customers who were not above zero in the period before.")
        .column(
            ADJUSTMENT,
            Types.MONEY,
            "currency",
            "Of customers below zero in the period: returns and credits that exceed purchases.")
        .column(EXPANDED_REVENUE, Types.MONEY, "currency", "retained_revenue + expansion.")
        .column(
            GAINED_REVENUE,
            Types.MONEY,
            "currency",
            "new_revenue + resurrected_revenue + expansion.")
        .column(LOST_REVENUE, Types.MONEY, "currency", "churned_revenue + contraction.");
  }

  private static void counts(Table.Builder table) {
    table
        .column(
            CUSTOMERS,
            Types.LONG,
            "customers",
            "With revenue other than zero in the period or the one before; n of quick_ratio.")
        .column(
            START_CUSTOMERS, Types.LONG, "customers", "Those of start_revenue; n of grr and nrr.")
        .column(CHURNED_CUSTOMERS, Types.LONG, "customers", "Those of churned_revenue.")
        .column(CONTRACTED_CUSTOMERS, Types.LONG, "customers", "Those of contraction.")
        .column(EXPANDED_CUSTOMERS, Types.LONG, "customers", "Those of expansion.")
        .column(NEW_CUSTOMERS, Types.LONG, "customers", "Those of new_revenue.")
        .column(RESURRECTED_CUSTOMERS, Types.LONG, "customers", "Those of resurrected_revenue.")
        .column(ADJUSTED_CUSTOMERS, Types.LONG, "customers", "Those of adjustment.");
  }

  private static void ratio(Table.Builder table, String name, String comment) {
    table
        .column(name, Types.DOUBLE, "ratio", comment)
        .column(
            Kpis.nullReason(name),
            Types.STRING,
            "",
            "Why it is NULL: 'period_not_ended', 'window_not_observed' or 'denominator_zero'.")
        .column(
            Kpis.low(name),
            Types.DOUBLE,
            "ratio",
            "Lower bound, 95 %, delta method over customers; NULL of a single one.")
        .column(Kpis.high(name), Types.DOUBLE, "ratio", "Upper bound.");
  }
}
