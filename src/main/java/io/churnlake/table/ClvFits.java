package io.churnlake.table;

/** gold.clv_fits: the models behind gold.clv. */
public final class ClvFits {
  public static final String MODEL = "model";

  public static final Table TABLE =
      Table.named("gold.clv_fits", "One model fitted by maximum likelihood as of a date.")
          .writtenBy("clv")
          .layout(Layout.SLICED)
          .key(Table.AS_OF, MODEL)
          .column(Table.AS_OF, Types.DATE, "shop's zone", "The business date of the run.")
          .column(MODEL, Types.STRING, "", "'bg_nbd' (purchases) or 'gamma_gamma' (spend).")
          .column("customers", Types.LONG, "customers", "Customers the likelihood covers.")
          .column("parameters", Types.mapOf(Types.DOUBLE), "", "Estimates, named as in the papers.")
          .column(
              "standard_errors", Types.mapOf(Types.DOUBLE), "", "Theirs; NULL where undetermined.")
          .column("unit_days", Types.DOUBLE, "days", "Unit of time of the purchase model.")
          .column("log_likelihood", Types.DOUBLE, "", "Summed over the customers.")
          .column("iterations", Types.INT, "", "Of the optimiser, over all starts.")
          .column("evaluations", Types.INT, "", "Of the likelihood, over all starts.")
          .column("converged", Types.BOOLEAN, "", "The gradient vanishes at the estimates.")
          .column("gradient_norm", Types.DOUBLE, "", "Its length, in log-parameters.")
          .column("note", Types.STRING, "", "What is wrong with the data or the optimum, or NULL.")
          .build();

  private ClvFits() {}
}
