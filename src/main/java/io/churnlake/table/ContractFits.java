package io.churnlake.table;

/** gold.contract_fits: the model behind the renewals and values of contracts. */
public final class ContractFits {
  public static final Table TABLE =
      Table.named(
              "gold.contract_fits",
              "The shifted-beta-geometric model of all contracts, fitted as of a date.")
          .writtenBy("contracts")
          .layout(Layout.SLICED)
          .key(Table.AS_OF)
          .column(Table.AS_OF, Types.DATE, "shop's zone", "The business date of the run.")
          .column("period_months", Types.INT, "months", "From one renewal to the next.")
          .column("alpha", Types.DOUBLE, "", "Of Beta(alpha, beta), the cancelling probability's.")
          .column("alpha_standard_error", Types.DOUBLE, "", "NULL where undetermined.")
          .column("beta", Types.DOUBLE, "", "See alpha.")
          .column("beta_standard_error", Types.DOUBLE, "", "NULL where undetermined.")
          .column("log_likelihood", Types.DOUBLE, "", "Summed over the contracts.")
          .column("contracts", Types.LONG, "contracts", "Begun by as_of.")
          .column("running", Types.LONG, "contracts", "Of these, running at as_of.")
          .column("renewals", Types.LONG, "renewals", "Made up to as_of.")
          .column("cancellations", Types.LONG, "contracts", "Not renewed when due up to as_of.")
          .column("converged", Types.BOOLEAN, "", "The gradient vanishes at the estimates.")
          .column("note", Types.STRING, "", "What is wrong with the data or the optimum, or NULL.")
          .build();

  private ContractFits() {}
}
