package io.churnlake.table;

/** gold.unit_economics: what customers cost to win and to keep, and what they bring. */
public final class UnitEconomics {
  public static final String AS_OF = Table.AS_OF;
  public static final String PERIOD = Kpis.PERIOD;
  public static final String CHANNEL = "channel";
  public static final String PERIOD_START = Kpis.PERIOD_START;
  public static final String LABEL = Kpis.LABEL;
  public static final String OBSERVED_TO = Kpis.OBSERVED_TO;
  public static final String IS_COMPLETE = Kpis.IS_COMPLETE;
  public static final String ACQUISITION_SPEND = "acquisition_spend";
  public static final String NEW_CUSTOMERS = Kpis.NEW_CUSTOMERS;
  public static final String LEFT_TRUNCATED = Kpis.LEFT_TRUNCATED;
  public static final String CAC = "cac";
  public static final String RETENTION_SPEND = "retention_spend";
  public static final String RETAINED_CUSTOMERS = "retained_customers";
  public static final String CRC = "crc";
  public static final String CAC_TO_CRC = "cac_to_crc";
  public static final String HISTORIC_CLV = Clv.HISTORIC_CLV;
  public static final String EXPECTED_CLV = Clv.EXPECTED_CLV;
  public static final String CLV = "clv";
  public static final String CLV_TO_CAC = "clv_to_cac";
  public static final String COHORT_MARGIN = "cohort_margin";
  public static final String PAYBACK_MONTHS = "payback_months";

  /** The row of all channels together. */
  public static final String ALL = Cohorts.ALL;

  /** The channel of customers and costs without one. */
  public static final String UNKNOWN = "(unknown)";

  /** Why there is no cost per customer: nothing is booked, not even 0. */
  public static final String NO_COSTS = "no_costs";

  /** Why there is no cost per new customer: some of the month's customers may not be new. */
  public static final String HAS_LEFT_TRUNCATED = "left_truncated";

  /** Why there is no value: the log has no amounts. */
  public static final String NO_VALUES = "no_values";

  /** Why there is no payback month: the margin does not exceed CAC so far. */
  public static final String NOT_YET = "not_yet";

  public static final Table TABLE = definition();

  private UnitEconomics() {}

  private static Table definition() {
    Table.Builder table =
        Table.named(
                "gold.unit_economics",
                "One month of one channel, or of all; no rows without silver.marketing_costs.")
            .writtenBy("economics")
            .layout(Layout.SLICED)
            .key(AS_OF, PERIOD, CHANNEL, PERIOD_START)
            .column(AS_OF, Types.DATE, "shop's zone", "What is dated up to this day is known.")
            .column(PERIOD, Types.STRING, "", "'month'.")
            .column(
                CHANNEL,
                Types.STRING,
                "",
                "Channel of the first order, and of the costs; '(unknown)': on none; 'all': the sum."
                    + " A channel that is named all is '(all)'.");
    Rates.month(table);
    spend(table);
    value(table);
    return table.build();
  }

  private static void spend(Table.Builder table) {
    String ended = Retention.PERIOD_NOT_ENDED;
    table
        .column(ACQUISITION_SPEND, Types.MONEY, "currency", "Spent to win customers.")
        .column(
            NEW_CUSTOMERS,
            Types.LONG,
            "customers",
            "First counting order in the month, left truncated ones not counted.")
        .column(
            LEFT_TRUNCATED,
            Types.LONG,
            "customers",
            "First seen in the month, so near the log's start that they may not be new.");
    Rates.figure(
        table,
        CAC,
        Types.DOUBLE,
        "currency",
        "acquisition_spend / new_customers. No interval: both are counted in full.",
        ended,
        Kpis.WINDOW_NOT_OBSERVED,
        HAS_LEFT_TRUNCATED,
        NO_COSTS,
        Kpis.DENOMINATOR_ZERO);
    table
        .column(RETENTION_SPEND, Types.MONEY, "currency", "Spent to keep customers.")
        .column(
            RETAINED_CUSTOMERS,
            Types.LONG,
            "customers",
            "Active at the month's start and on observed_to; the window is that of gold.kpis.");
    Rates.figure(
        table,
        CRC,
        Types.DOUBLE,
        "currency",
        "retention_spend / retained_customers; no interval.",
        ended,
        Kpis.WINDOW_NOT_OBSERVED,
        NO_COSTS,
        Kpis.DENOMINATOR_ZERO);
    Rates.figure(
        table,
        CAC_TO_CRC,
        Types.DOUBLE,
        "ratio",
        "cac / crc; no interval.",
        "those of cac and crc",
        Kpis.DENOMINATOR_ZERO);
  }

  private static void value(Table.Builder table) {
    table
        .column(HISTORIC_CLV, Types.DOUBLE, "currency", "Mean margin to date of the new customers.")
        .column(
            EXPECTED_CLV,
            Types.DOUBLE,
            "currency",
            "Mean discounted margin that they are expected to bring from as_of on, within the"
                + " horizon of gold.clv.");
    Rates.figure(
        table,
        CLV,
        Types.DOUBLE,
        "currency",
        "historic_clv + expected_clv: all that a new customer of the month brings.",
        Retention.PERIOD_NOT_ENDED,
        Kpis.DENOMINATOR_ZERO,
        NO_VALUES);
    Rates.bounds(
        table, CLV, "currency", "normal over the customers, the model's error not counted");
    Rates.figure(
        table,
        CLV_TO_CAC,
        Types.DOUBLE,
        "ratio",
        "clv / cac.",
        "those of clv and cac",
        Kpis.DENOMINATOR_ZERO);
    Rates.bounds(table, CLV_TO_CAC, "ratio", "those of clv over cac");
    table.column(
        COHORT_MARGIN,
        Types.MONEY,
        "currency",
        "Margin of the new customers up to the last month that has ended; NULL without amounts.");
    Rates.figure(
        table,
        PAYBACK_MONTHS,
        Types.INT,
        "months",
        "The first k, 0 being the month itself, at whose end the margin of the month's new"
            + " customers exceeds acquisition_spend.",
        "those of cac",
        NO_VALUES,
        NOT_YET);
  }
}
