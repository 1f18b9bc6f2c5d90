package io.churnlake.table;

/** gold.unit_economics: what customers cost to win and to keep, and what they bring. */
public final class UnitEconomics {
  private static final Columns COLUMNS = new Columns();

  public static final String AS_OF =
      COLUMNS.add(Table.AS_OF, Types.DATE, "shop's zone", "What is dated up to this day is known.");
  public static final String PERIOD = COLUMNS.add(Kpis.PERIOD, Types.STRING, "", "'month'.");
  public static final String CHANNEL =
      COLUMNS.add(
          "channel",
          Types.STRING,
          "",
          "Channel of the first order, and of the costs; '(unknown)': on none; 'all': the sum."
              + " A channel that is named all is '(all)'.");
  public static final String PERIOD_START = Rates.month(COLUMNS);
  public static final String ACQUISITION_SPEND =
      COLUMNS.add("acquisition_spend", Types.MONEY, "currency", "Spent to win customers.");
  public static final String NEW_CUSTOMERS =
      COLUMNS.add(
          Kpis.NEW_CUSTOMERS,
          Types.LONG,
          "customers",
          "First counting order in the month, left truncated ones not counted.");
  public static final String LEFT_TRUNCATED =
      COLUMNS.add(
          Kpis.LEFT_TRUNCATED,
          Types.LONG,
          "customers",
          "First seen in the month, so near the log's start that they may not be new.");

  /** Why there is no cost per new customer: some of the month's customers may not be new. */
  public static final String HAS_LEFT_TRUNCATED = "left_truncated";

  /** Why there is no cost per customer: nothing is booked, not even 0. */
  public static final String NO_COSTS = "no_costs";

  public static final String CAC =
      Rates.figure(
          COLUMNS,
          "cac",
          Types.DOUBLE,
          "currency",
          "acquisition_spend / new_customers. No interval: both are counted in full.",
          Retention.PERIOD_NOT_ENDED,
          Kpis.WINDOW_NOT_OBSERVED,
          HAS_LEFT_TRUNCATED,
          NO_COSTS,
          Kpis.DENOMINATOR_ZERO);
  public static final String RETENTION_SPEND =
      COLUMNS.add("retention_spend", Types.MONEY, "currency", "Spent to keep customers.");
  public static final String RETAINED_CUSTOMERS =
      COLUMNS.add(
          "retained_customers",
          Types.LONG,
          "customers",
          "Active at the month's start and on observed_to; the window is that of gold.kpis.");
  public static final String CRC =
      Rates.figure(
          COLUMNS,
          "crc",
          Types.DOUBLE,
          "currency",
          "retention_spend / retained_customers; no interval.",
          Retention.PERIOD_NOT_ENDED,
          Kpis.WINDOW_NOT_OBSERVED,
          NO_COSTS,
          Kpis.DENOMINATOR_ZERO);
  public static final String CAC_TO_CRC =
      Rates.figure(
          COLUMNS,
          "cac_to_crc",
          Types.DOUBLE,
          "ratio",
          "cac / crc; no interval.",
          "those of cac and crc",
          Kpis.DENOMINATOR_ZERO);
  public static final String HISTORIC_CLV =
      COLUMNS.add(
          Clv.HISTORIC_CLV, Types.DOUBLE, "currency", "Mean margin to date of the new customers.");
  public static final String EXPECTED_CLV =
      COLUMNS.add(
          Clv.EXPECTED_CLV,
          Types.DOUBLE,
          "currency",
          "Mean discounted margin that they are expected to bring from as_of on, within the"
              + " horizon of gold.clv.");

  /** Why there is no value: the log has no amounts. */
  public static final String NO_VALUES = "no_values";

  public static final String CLV =
      Rates.bounds(
          COLUMNS,
          Rates.figure(
              COLUMNS,
              "clv",
              Types.DOUBLE,
              "currency",
              "historic_clv + expected_clv: all that a new customer of the month brings.",
              Retention.PERIOD_NOT_ENDED,
              Kpis.DENOMINATOR_ZERO,
              NO_VALUES),
          "currency",
          "normal over the customers, the model's error not counted");
  public static final String CLV_TO_CAC =
      Rates.bounds(
          COLUMNS,
          Rates.figure(
              COLUMNS,
              "clv_to_cac",
              Types.DOUBLE,
              "ratio",
              "clv / cac.",
              "those of clv and cac",
              Kpis.DENOMINATOR_ZERO),
          "ratio",
          "those of clv over cac");
  public static final String COHORT_MARGIN =
      COLUMNS.add(
          "cohort_margin",
          Types.MONEY,
          "currency",
          "Margin of the new customers up to the last month that has ended; NULL without amounts.");

  /** Why there is no payback month: the margin does not exceed CAC so far. */
  public static final String NOT_YET = "not_yet";

  public static final String PAYBACK_MONTHS =
      Rates.figure(
          COLUMNS,
          "payback_months",
          Types.INT,
          "months",
          "The first k, 0 being the month itself, at whose end the margin of the month's new"
              + " customers exceeds acquisition_spend.",
          "those of cac",
          NO_VALUES,
          NOT_YET);

  public static final String LABEL = Kpis.LABEL;
  public static final String OBSERVED_TO = Kpis.OBSERVED_TO;
  public static final String IS_COMPLETE = Kpis.IS_COMPLETE;

  /** The row of all channels together. */
  public static final String ALL = Cohorts.ALL;

  /** The channel of customers and costs without one. */
  public static final String UNKNOWN = "(unknown)";

  public static final Table TABLE =
      Table.named(
              "gold.unit_economics",
              "One month of one channel, or of all; no rows without silver.marketing_costs.")
          .writtenBy("economics")
          .layout(Layout.SLICED)
          .key(AS_OF, PERIOD, CHANNEL, PERIOD_START)
          .columns(COLUMNS)
          .build();

  private UnitEconomics() {}
}
