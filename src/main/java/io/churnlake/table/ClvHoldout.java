package io.churnlake.table;

/** gold.clv_holdout: how well each purchase model forecast what is known by now. */
public final class ClvHoldout {
  private static final Columns COLUMNS = new Columns();

  public static final String MODEL =
      COLUMNS.add("model", Types.STRING, "", "The purchase model; its fit is in gold.clv_fits.");
  public static final String SLICE =
      COLUMNS.add(
          "slice",
          Types.STRING,
          "",
          "'total'; 'week' of the holdout; 'repeat_purchases' in calibration. Of the chosen model"
              + " alone: 'earlier' holdouts, and 'season'.");
  public static final String SLICE_VALUE =
      COLUMNS.add(
          "slice_value",
          Types.INT,
          "",
          "0; the week from 1; x, where 7 is 7 or more; earlier: from 1, the latest first;"
              + " season: 1 the same weeks a year ago, 2 the trial if it is not 1, 3 the trial's a year"
              + " before.");

  public static final Table TABLE =
      Table.named(
              "gold.clv_holdout",
              "One purchase model, fitted to calibration, against the holdout that followed.")
          .writtenBy("clv")
          .layout(Layout.SLICED)
          .key(Table.AS_OF, MODEL, SLICE, SLICE_VALUE)
          .column(Table.AS_OF, Types.DATE, "shop's zone", "The business date of the run.")
          .columns(COLUMNS)
          .column("chosen", Types.BOOLEAN, "", "The model that gold.clv uses.")
          .column("calibrated_to", Types.DATE, "shop's zone", "The last day of calibration.")
          .column(
              "holdout_days",
              Types.INT,
              "days",
              "Forecast after it; up to as_of but for 'earlier' and 'season'.")
          .column("customers", Types.LONG, "customers", "Compared: all, or a sample by key.")
          .column("predicted", Types.DOUBLE, "occasions", "Expected in the slice.")
          .column("actual", Types.LONG, "occasions", "Seen.")
          .column(
              "naive",
              Types.DOUBLE,
              "occasions",
              "If everybody went on at x / T, T at least the holdout.")
          .column("predicted_cumulative", Types.DOUBLE, "occasions", "Weeks: up to this one's end.")
          .column("actual_cumulative", Types.LONG, "occasions", "Weeks: up to this one's end.")
          .column("mean_absolute_error", Types.DOUBLE, "occasions", "A customer; NULL for weeks.")
          .column("naive_mean_absolute_error", Types.DOUBLE, "occasions", "The naive forecast's.")
          .column(
              "log_score",
              Types.DOUBLE,
              "",
              "Mean log-probability of what each customer did; higher is better.")
          .column(
              "coverage",
              Types.DOUBLE,
              "share",
              "Outcomes within the central 95 % of their distribution, ends counted in part; 0.95"
                  + " is right.")
          .column(
              "log_error",
              Types.DOUBLE,
              "",
              "ln(actual / predicted), half a purchase added to both; all customers together of the"
                  + " chosen model, else NULL.")
          .column(
              "explained_log_error",
              Types.DOUBLE,
              "",
              "What chance and the parameters' uncertainty explain of it, as a standard deviation.")
          .build();

  private ClvHoldout() {}
}
