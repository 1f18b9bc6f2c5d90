package io.churnlake.table;

/**
 * gold.cohort_cells: what gold.cohorts and gold.retention are made of, and what a later night adds
 * to. Only cells that something fell into.
 */
public final class CohortCells {
  public static final String SPLIT = Cohorts.SPLIT;
  public static final String SPLIT_VALUE = Cohorts.SPLIT_VALUE;
  public static final String PERIOD = Cohorts.PERIOD;
  public static final String BASIS = Cohorts.BASIS;
  public static final String COHORT_NUMBER = "cohort_number";
  public static final String PERIOD_INDEX = "period_index";
  public static final String MEMBERS = "members";
  public static final String LEFT_TRUNCATED = "left_truncated";
  public static final String ACTIVE = "active";
  public static final String LAST_HERE = "last_here";
  public static final String FIRST_RETURN_HERE = "first_return_here";
  public static final String ORDERS = "orders";
  public static final String REVENUE = "revenue";
  public static final String COST = "cost";
  public static final String COSTED_REVENUE = "costed_revenue";

  public static final Table TABLE =
      Table.named(
              "gold.cohort_cells",
              "Sums over the customers of a cohort in the k-th period, as of the newest run.")
          .writtenBy("cohorts")
          .layout(Layout.REPLACED)
          .key(SPLIT, SPLIT_VALUE, PERIOD, BASIS, COHORT_NUMBER, PERIOD_INDEX)
          .column(SPLIT, Types.STRING, "", "What divides the customers.")
          .column(SPLIT_VALUE, Types.STRING, "", "The part of the split.")
          .column(PERIOD, Types.STRING, "", "'week', 'month' or 'quarter'.")
          .column(BASIS, Types.STRING, "", "'gross' or 'net'.")
          .column(COHORT_NUMBER, Types.INT, "periods", "The cohort's, since 1970.")
          .column(PERIOD_INDEX, Types.INT, "periods", "k.")
          .column(MEMBERS, Types.LONG, "customers", "Customers of the cohort; at k = 0.")
          .column(LEFT_TRUNCATED, Types.LONG, "customers", "Of these, maybe not new.")
          .column(ACTIVE, Types.LONG, "customers", "An occasion in the period.")
          .column(LAST_HERE, Types.LONG, "customers", "Their last occasion is in it.")
          .column(FIRST_RETURN_HERE, Types.LONG, "customers", "They first came back in it.")
          .column(ORDERS, Types.LONG, "orders", "Orders in it.")
          .column(REVENUE, Types.LONG, "currency / 10000", "Revenue in it.")
          .column(COST, Types.LONG, "currency / 10000", "Cost of lines whose cost is known, gross.")
          .column(COSTED_REVENUE, Types.LONG, "currency / 10000", "Amount of exactly those lines.")
          .build();

  private CohortCells() {}
}
