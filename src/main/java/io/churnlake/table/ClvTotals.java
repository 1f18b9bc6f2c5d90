package io.churnlake.table;

/** gold.clv_totals: what the base, a cohort, a segment is worth. */
public final class ClvTotals {
  public static final String SCOPE = "scope";
  public static final String SCOPE_VALUE = "scope_value";

  public static final Table TABLE =
      Table.named("gold.clv_totals", "The value of a group of customers as of a date.")
          .writtenBy("clv")
          .layout(Layout.SLICED)
          .key(Table.AS_OF, SCOPE, SCOPE_VALUE)
          .column(Table.AS_OF, Types.DATE, "shop's zone", "The business date of the run.")
          .column(
              SCOPE,
              Types.STRING,
              "",
              "'all'; 'cohort' (month of first purchase); 'channel', 'country', 'first_category' of"
                  + " the first order; 'repeat_purchases'.")
          .column(SCOPE_VALUE, Types.STRING, "", "Which one; 'unknown' where the log has none.")
          .column("customers", Types.LONG, "customers", "In the group.")
          .column("expected_orders", Types.DOUBLE, "occasions", "Expected within the horizon.")
          .column(
              "expected_orders_low",
              Types.DOUBLE,
              "occasions",
              "95 % bound, from the parameters' uncertainty; NULL if unknown.")
          .column("expected_orders_high", Types.DOUBLE, "occasions", "The upper bound.")
          .column("expected_clv", Types.MONEY, "currency", "Discounted expected margin.")
          .column(
              "expected_clv_low",
              Types.MONEY,
              "currency",
              "95 % bound, from the parameters' uncertainty; NULL if unknown.")
          .column("expected_clv_high", Types.MONEY, "currency", "The upper bound.")
          .column(
              "clv_low",
              Types.MONEY,
              "currency",
              "95 % predictive bound: parameters and chance; NULL see null_reason.")
          .column("clv_high", Types.MONEY, "currency", "The upper bound.")
          .column(
              "residual_clv", Types.MONEY, "currency", "In all time to come; NULL if no discount.")
          .column(
              "historic_clv",
              Types.MONEY,
              "currency",
              "Margin to date, by known costs where there are any.")
          .column("horizon_days", Types.INT, "days", "How far the expectations look ahead.")
          .column(
              "null_reason",
              Types.STRING,
              "",
              "parameters_undetermined, or spend_variance_infinite: the spend's tail is too heavy.")
          .build();

  private ClvTotals() {}
}
