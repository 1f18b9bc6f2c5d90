package io.churnlake.table;

import java.util.List;

/**
 * The star of area bi: today's customers, and months, in scalar columns only. Where a comment does
 * not say otherwise, sums of counts and amounts over all rows are the shop's.
 */
public final class BiTables {
  public static final String AS_OF = Table.AS_OF;
  public static final String DAY = "day";
  public static final String MONTH = "month";
  public static final String COHORT_MONTH = "cohort_month";
  public static final String MONTHS_SINCE = "months_since";
  public static final String NEW_CUSTOMERS = Kpis.NEW_CUSTOMERS;
  public static final String COHORT_CUSTOMERS = "cohort_customers";

  /** Name of the job that writes them. */
  public static final String WRITER = "bi";

  public static final Table CUSTOMERS =
      Table.named("bi.customers", "One customer, or one who signed up, as of the newest night.")
          .writtenBy(WRITER)
          .key(Customers.CUSTOMER_KEY)
          .column(Customers.CUSTOMER_KEY, Types.STRING, "", "Keyed hash of the customer.")
          .column(AS_OF, Types.DATE, "shop's zone", "The business date of the night.")
          .column(Customers.FIRST_ORDER_DATE, Types.DATE, "shop's zone", "NULL without an order.")
          .column(COHORT_MONTH, Types.DATE, "shop's zone", "First day of the first order's month.")
          .column(Customers.FIRST_CHANNEL, Types.STRING, "", "Channel of the first order.")
          .column(Customers.FIRST_COUNTRY, Types.STRING, "", "Country of the first order.")
          .column(Customers.FIRST_SOURCE, Types.STRING, "", "Source that read the first order.")
          .column(Customers.FIRST_CATEGORY, Types.STRING, "", "Category of the first order.")
          .column(NextOrder.LAST_ORDER_DATE, Types.DATE, "shop's zone", "Of the last order.")
          .column(Rfm.RECENCY_DAYS, Types.INT, "days", "From the last order to as_of; no sum.")
          .column(Rfm.FREQUENCY, Types.LONG, "occasions", "Days with a counting order.")
          .column("revenue", Types.MONEY, "currency", "Revenue up to as_of (basis gross).")
          .column(Rfm.R_SCORE, Types.INT, "1 to 5", "Recency score; no sum.")
          .column(Rfm.F_SCORE, Types.INT, "1 to 5", "Frequency score; no sum.")
          .column(Rfm.M_SCORE, Types.INT, "1 to 5", "Revenue score; no sum.")
          .column(Rfm.RFM, Types.STRING, "", "The three scores side by side.")
          .column(Rfm.SEGMENT, Types.STRING, "", "Of gold.rfm.")
          .column(Clv.HISTORIC_CLV, Types.MONEY, "currency", "Margin to date.")
          .column(
              Clv.EXPECTED_CLV, Types.MONEY, "currency", "Discounted margin within horizon_days.")
          .column(Clv.EXPECTED_ORDERS, Types.DOUBLE, "occasions", "Expected within horizon_days.")
          .column(Clv.P_ALIVE, Types.DOUBLE, "probability", "Not dropped out by as_of; no sum.")
          .column(Clv.NEXT_ORDER_DATE, Types.DATE, "shop's zone", "Of gold.clv.")
          .column(Clv.HORIZON_DAYS, Types.INT, "days", "Of the values; no sum.")
          .column(NextOrder.EXPECTED_BY, Types.DATE, "shop's zone", "Of gold.next_order.")
          .column(NextOrder.DAYS_OVERDUE, Types.INT, "days", "Of gold.next_order; no sum.")
          .column(
              ChurnScores.CHURN_PROBABILITY,
              Types.DOUBLE,
              "probability",
              "Of no order in the horizon of the scores; its sum is the expected number of leavers.")
          .column(ChurnScores.RISK_BAND, Types.STRING, "", "'high', 'medium' or 'low'.")
          .column(ChurnScores.RISK_RANK, Types.LONG, "place", "1 is the riskiest; no sum.")
          .column(ChurnScores.VALUE_AT_RISK, Types.MONEY, "currency", "Of gold.churn_scores.")
          .column(Actions.MEASURE, Types.STRING, "", "What to do, of gold.actions.")
          .column(Actions.IS_CONTROL, Types.BOOLEAN, "", "Not to be contacted.")
          .column(Actions.EXPECTED_WORTH, Types.MONEY, "currency", "Of the measure.")
          .column(Actions.COST, Types.MONEY, "currency", "Of the contact.")
          .build();

  public static final Table COHORTS_BY_MONTH =
      Table.named(
              "bi.cohorts_by_month", "The customers of one month's first orders in a month since.")
          .writtenBy(WRITER)
          .key(COHORT_MONTH, MONTH)
          .column(COHORT_MONTH, Types.DATE, "shop's zone", "First day of the first order's month.")
          .column(MONTH, Types.DATE, "shop's zone", "First day of the month counted.")
          .column(AS_OF, Types.DATE, "shop's zone", "The business date of the night.")
          .column(MONTHS_SINCE, Types.INT, "months", "From one to the other; no sum.")
          .column(Retention.IS_COMPLETE, Types.BOOLEAN, "", "The month has ended by as_of.")
          .column(
              "customers",
              Types.LONG,
              "customers",
              "Of the cohort, in the row of its first month; 0 in the others.")
          .column(
              COHORT_CUSTOMERS,
              Types.LONG,
              "customers",
              "Of the cohort, in each row: what active_customers is divided by; sums within one"
                  + " months_since only.")
          .column(
              Retention.ACTIVE_CUSTOMERS,
              Types.LONG,
              "customers",
              "Who bought in the month; sums within one month or one months_since only.")
          .column(Retention.ORDERS, Types.LONG, "orders", "Orders in the month.")
          .column(Retention.REVENUE, Types.MONEY, "currency", "Revenue in the month.")
          .column(
              Kpis.NET_REVENUE,
              Types.MONEY,
              "currency",
              "The same less what was returned by as_of (basis net).")
          .column(Retention.MARGIN, Types.MONEY, "currency", "Margin in the month.")
          .build();

  /** Columns of gold.kpis that are taken over as they are; counts and amounts of the month. */
  public static final List<String> COUNTED =
      List.of(
          Kpis.NEW_CUSTOMERS,
          Kpis.LEFT_TRUNCATED,
          Kpis.REACTIVATED,
          Kpis.LAPSED,
          Kpis.BOUND_CUSTOMERS,
          Kpis.ORDERS,
          Kpis.LINES,
          Kpis.REVENUE,
          Kpis.NET_REVENUE);

  /** Numerators and denominators of the month's rates, which add up to nothing over months. */
  public static final List<String> STOCKS =
      List.of(Kpis.ACTIVE_AT_START, Kpis.ACTIVE_AT_END, Kpis.RETAINED, Kpis.BUYERS);

  /** Rates and means of gold.kpis. */
  public static final List<String> RATES =
      List.of(
          Kpis.CUSTOMER_RETENTION_RATE,
          Kpis.CHURN_RATE,
          Kpis.REPEAT_PURCHASE_RATE,
          Kpis.ORDERS_PER_CUSTOMER,
          Kpis.REVENUE_PER_CUSTOMER,
          Kpis.AVERAGE_ORDER_VALUE);

  /** Parts of the month's revenue against that of the month before, of gold.revenue_retention. */
  public static final List<String> PARTS =
      List.of(
          RevenueRetention.NEW_REVENUE,
          RevenueRetention.RESURRECTED_REVENUE,
          RevenueRetention.EXPANSION,
          RevenueRetention.CONTRACTION,
          RevenueRetention.CHURNED_REVENUE,
          RevenueRetention.ADJUSTMENT);

  /** Ratios of gold.revenue_retention. */
  public static final List<String> RATIOS = List.of(RevenueRetention.GRR, RevenueRetention.NRR);

  /** Of gold.unit_economics, all channels; NULL without marketing costs. */
  public static final List<String> SPENDING =
      List.of(UnitEconomics.ACQUISITION_SPEND, UnitEconomics.RETENTION_SPEND);

  public static final Table RATES_BY_MONTH = rates();

  public static final Table CALENDAR =
      Table.named("bi.calendar", "One day, from the year of the first order on.")
          .writtenBy(WRITER)
          .key(DAY)
          .column(DAY, Types.DATE, "shop's zone", "The day.")
          .column("year", Types.INT, "", "Its year.")
          .column("quarter", Types.STRING, "", "Such as 2011-Q1.")
          .column("quarter_start", Types.DATE, "shop's zone", "First day of its quarter.")
          .column(MONTH, Types.DATE, "shop's zone", "First day of its month.")
          .column("month_label", Types.STRING, "", "Such as 2011-01.")
          .column("month_of_year", Types.INT, "1 to 12", "Its month.")
          .column("iso_week", Types.STRING, "ISO 8601", "Such as 2011-W01.")
          .column("week_start", Types.DATE, "shop's zone", "Monday of its week.")
          .column("day_of_month", Types.INT, "1 to 31", "Its day.")
          .column("day_of_week", Types.INT, "1 to 7", "1 is Monday.")
          .column("is_known", Types.BOOLEAN, "", "Not after as_of of the newest night.")
          .build();

  private BiTables() {}

  /** The star: facts first, then what they hang on. */
  public static List<Table> all() {
    return List.of(CUSTOMERS, COHORTS_BY_MONTH, RATES_BY_MONTH, CALENDAR);
  }

  private static Table rates() {
    Table.Builder table =
        Table.named("bi.rates_by_month", "One month of the shop, with its rates.")
            .writtenBy(WRITER)
            .key(MONTH)
            .column(MONTH, Types.DATE, "shop's zone", "First day of the month.")
            .column(AS_OF, Types.DATE, "shop's zone", "The business date of the night.")
            .column(Kpis.IS_COMPLETE, Types.BOOLEAN, "", "The month has ended by as_of.");
    copied(table, Kpis.TABLE, COUNTED, "");
    copied(table, Kpis.TABLE, STOCKS, " No sum over months.");
    copied(table, Kpis.TABLE, RATES, " No sum.");
    copied(table, RevenueRetention.TABLE, PARTS, " Against the month before.");
    copied(table, RevenueRetention.TABLE, RATIOS, " No sum.");
    copied(table, UnitEconomics.TABLE, SPENDING, "");
    return table.build();
  }

  private static void copied(Table.Builder table, Table of, List<String> names, String note) {
    for (Column column : of.columns()) {
      if (names.contains(column.name())) {
        table.column(column.name(), column.type(), column.unit(), column.comment() + note);
      }
    }
  }
}
