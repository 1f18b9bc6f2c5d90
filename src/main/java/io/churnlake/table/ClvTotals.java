package io.churnlake.table;

/** gold.clv_totals: what the base, a cohort, a segment is worth. */
public final class ClvTotals {
  private static final Columns COLUMNS = new Columns();

  public static final String SCOPE =
      COLUMNS.add(
          "scope",
          Types.STRING,
          "",
          "'all'; 'cohort' (month of first purchase); 'channel', 'country', 'first_category' of"
              + " the first order; 'repeat_purchases'.");
  public static final String SCOPE_VALUE =
      COLUMNS.add("scope_value", Types.STRING, "", "Which one; 'unknown' where the log has none.");

  public static final Table TABLE =
      Table.named("gold.clv_totals", "The value of a group of customers as of a date.")
          .writtenBy("clv")
          .layout(Layout.SLICED)
          .key(Table.AS_OF, SCOPE, SCOPE_VALUE)
          .column(Table.AS_OF, Types.DATE, "shop's zone", "The business date of the run.")
          .columns(COLUMNS)
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
              "95 % predictive bound: parameters, chance, and the model's error as holdouts show it;"
                  + " NULL see null_reason.")
          .column("clv_high", Types.MONEY, "currency", "The upper bound.")
          .column(
              "clv_low_given_model",
              Types.MONEY,
              "currency",
              "The same of parameters and chance alone: if the model is right.")
          .column("clv_high_given_model", Types.MONEY, "currency", "The upper bound.")
          .column("holdouts", Types.INT, "holdouts", "That clv_low and clv_high rest on.")
          .column(
              "model_error",
              Types.DOUBLE,
              "",
              "Standard deviation of ln(actual / predicted) of the base's purchases in the holdouts,"
                  + " beyond what parameters and chance explain; NULL without a holdout.")
          .column(
              "season_factor",
              Types.DOUBLE,
              "",
              "Of expected purchases, from the same weeks a year ago; NULL see season_reason.")
          .column(
              "expected_clv_with_season",
              Types.MONEY,
              "currency",
              "expected_clv times season_factor; no other column has it in.")
          .column(
              "season_reason",
              Types.STRING,
              "",
              "Why there is no season_factor: horizon_of_a_whole_year, log_too_short,"
                  + " too_few_customers, no_holdout, no_help_out_of_time.")
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
              "Why clv_low and clv_high are NULL: parameters_undetermined, spend_variance_infinite"
                  + " (the spend's tail is too heavy; both also leave out the bounds given the"
                  + " model), or no_holdout.")
          .build();

  private ClvTotals() {}
}
