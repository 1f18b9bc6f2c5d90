package io.churnlake.table;

/** gold.clv_fits: the models behind gold.clv. */
public final class ClvFits {
  private static final Columns COLUMNS = new Columns();

  public static final String ROLE =
      COLUMNS.add(
          "role",
          Types.STRING,
          "",
          "'scores': fitted to all known at as_of, behind gold.clv; 'holdout': fitted to"
              + " calibration, to be compared in gold.clv_holdout.");
  public static final String MODEL =
      COLUMNS.add("model", Types.STRING, "", "A purchase model, or 'gamma_gamma' (spend).");
  public static final String SEGMENT =
      COLUMNS.add("segment", Types.STRING, "", "The customers it is fitted to; 'all': pooled.");
  public static final String CHOSEN =
      COLUMNS.add(
          "chosen", Types.BOOLEAN, "", "The purchase model that gold.clv uses, or the spend's.");
  public static final String FITTED_TO =
      COLUMNS.add("fitted_to", Types.DATE, "shop's zone", "The last day it has seen.");
  public static final String CUSTOMERS =
      COLUMNS.add("customers", Types.LONG, "customers", "Customers the likelihood covers.");
  public static final String PARAMETERS =
      COLUMNS.add(
          "parameters", Types.mapOf(Types.DOUBLE), "", "Estimates, named as in the papers.");
  public static final String STANDARD_ERRORS =
      COLUMNS.add(
          "standard_errors", Types.mapOf(Types.DOUBLE), "", "Theirs; NULL where undetermined.");
  public static final String UNIT_DAYS =
      COLUMNS.add("unit_days", Types.DOUBLE, "days", "Unit of time of the purchase model.");
  public static final String LOG_LIKELIHOOD =
      COLUMNS.add("log_likelihood", Types.DOUBLE, "", "Summed over the customers.");
  public static final String AIC =
      COLUMNS.add("aic", Types.DOUBLE, "", "Akaike's information criterion; lower is better.");
  public static final String BIC =
      COLUMNS.add("bic", Types.DOUBLE, "", "The Bayesian one; compare at equal customers only.");
  public static final String ITERATIONS =
      COLUMNS.add("iterations", Types.INT, "", "Of the optimiser, over all starts.");
  public static final String EVALUATIONS =
      COLUMNS.add("evaluations", Types.INT, "", "Of the likelihood, over all starts.");
  public static final String CONVERGED =
      COLUMNS.add("converged", Types.BOOLEAN, "", "The gradient vanishes at the estimates.");
  public static final String GRADIENT_NORM =
      COLUMNS.add("gradient_norm", Types.DOUBLE, "", "Its length, in log-parameters.");
  public static final String FREQUENCY_SPEND_CORRELATION =
      COLUMNS.add(
          "frequency_spend_correlation",
          Types.DOUBLE,
          "",
          "gamma_gamma: Pearson's of x and mean spend; the model takes it to be 0. NULL where all"
              + " repeat buyers have one x or one mean spend.");
  public static final String MARGIN_RATE =
      COLUMNS.add(
          "margin_rate",
          Types.DOUBLE,
          "share",
          "gamma_gamma: margin over revenue that gold.clv takes where no cost is known.");
  public static final String MARGIN_SOURCE =
      COLUMNS.add(
          "margin_source",
          Types.STRING,
          "",
          "gamma_gamma: 'costs' (of all lines with a known cost) or 'configured'.");
  public static final String NOTE =
      COLUMNS.add("note", Types.STRING, "", "What is wrong with the data or the optimum, or NULL.");

  public static final String ROLE_SCORES = "scores";
  public static final String ROLE_HOLDOUT = "holdout";
  public static final String SEGMENT_ALL = "all";
  public static final String MARGIN_CONFIGURED = "configured";
  public static final String MARGIN_FROM_COSTS = "costs";

  public static final Table TABLE =
      Table.named("gold.clv_fits", "One model fitted by maximum likelihood as of a date.")
          .writtenBy("clv")
          .layout(Layout.SLICED)
          .key(Table.AS_OF, ROLE, MODEL, SEGMENT)
          .column(Table.AS_OF, Types.DATE, "shop's zone", "The business date of the run.")
          .columns(COLUMNS)
          .build();

  private ClvFits() {}
}
