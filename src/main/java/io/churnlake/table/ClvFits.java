package io.churnlake.table;

/** gold.clv_fits: the models behind gold.clv. */
public final class ClvFits {
  public static final String MODEL = "model";
  public static final String SEGMENT = "segment";
  public static final String ROLE = "role";
  public static final String ROLE_SCORES = "scores";
  public static final String ROLE_HOLDOUT = "holdout";
  public static final String SEGMENT_ALL = "all";
  public static final String CHOSEN = "chosen";
  public static final String MARGIN_RATE = "margin_rate";
  public static final String MARGIN_SOURCE = "margin_source";
  public static final String MARGIN_CONFIGURED = "configured";
  public static final String MARGIN_FROM_COSTS = "costs";

  public static final Table TABLE =
      Table.named("gold.clv_fits", "One model fitted by maximum likelihood as of a date.")
          .writtenBy("clv")
          .layout(Layout.SLICED)
          .key(Table.AS_OF, ROLE, MODEL, SEGMENT)
          .column(Table.AS_OF, Types.DATE, "shop's zone", "The business date of the run.")
          .column(
              ROLE,
              Types.STRING,
              "",
              "'scores': fitted to all known at as_of, behind gold.clv; 'holdout': fitted to"
                  + " calibration, to be compared in gold.clv_holdout.")
          .column(MODEL, Types.STRING, "", "A purchase model, or 'gamma_gamma' (spend).")
          .column(SEGMENT, Types.STRING, "", "The customers it is fitted to; 'all': pooled.")
          .column(
              CHOSEN, Types.BOOLEAN, "", "The purchase model that gold.clv uses, or the spend's.")
          .column("fitted_to", Types.DATE, "shop's zone", "The last day it has seen.")
          .column("customers", Types.LONG, "customers", "Customers the likelihood covers.")
          .column("parameters", Types.mapOf(Types.DOUBLE), "", "Estimates, named as in the papers.")
          .column(
              "standard_errors", Types.mapOf(Types.DOUBLE), "", "Theirs; NULL where undetermined.")
          .column("unit_days", Types.DOUBLE, "days", "Unit of time of the purchase model.")
          .column("log_likelihood", Types.DOUBLE, "", "Summed over the customers.")
          .column("aic", Types.DOUBLE, "", "Akaike's information criterion; lower is better.")
          .column("bic", Types.DOUBLE, "", "The Bayesian one; compare at equal customers only.")
          .column("iterations", Types.INT, "", "Of the optimiser, over all starts.")
          .column("evaluations", Types.INT, "", "Of the likelihood, over all starts.")
          .column("converged", Types.BOOLEAN, "", "The gradient vanishes at the estimates.")
          .column("gradient_norm", Types.DOUBLE, "", "Its length, in log-parameters.")
          .column(
              "frequency_spend_correlation",
              Types.DOUBLE,
              "",
              "gamma_gamma: Pearson's of x and mean spend; the model takes it to be 0. NULL where all"
                  + " repeat buyers have one x or one mean spend.")
          .column(
              MARGIN_RATE,
              Types.DOUBLE,
              "share",
              "gamma_gamma: margin over revenue that gold.clv takes where no cost is known.")
          .column(
              MARGIN_SOURCE,
              Types.STRING,
              "",
              "gamma_gamma: 'costs' (of all lines with a known cost) or 'configured'.")
          .column("note", Types.STRING, "", "What is wrong with the data or the optimum, or NULL.")
          .build();

  private ClvFits() {}
}
