package io.churnlake.table;

/** gold.contract_renewals: how many contracts are renewed for the nth time. */
public final class ContractRenewals {
  /** {@code null_reason}: there was nobody to ask. */
  public static final String NOBODY_AT_RISK = "nobody_at_risk";

  public static final Table TABLE =
      Table.named(
              "gold.contract_renewals",
              "The nth renewal over all contracts for which it was due by as_of.")
          .writtenBy("contracts")
          .layout(Layout.SLICED)
          .key(Table.AS_OF, "renewal")
          .column(Table.AS_OF, Types.DATE, "shop's zone", "The business date of the run.")
          .column("renewal", Types.INT, "renewals", "n, from 1.")
          .column(
              "at_risk",
              Types.LONG,
              "contracts",
              "Renewed n - 1 times, the nth renewal due by as_of: denominator.")
          .column("renewed", Types.LONG, "contracts", "Of these, renewed: numerator.")
          .column("rate", Types.DOUBLE, "share", "Renewed / at risk; NULL see null_reason.")
          .column("rate_low", Types.DOUBLE, "share", "Lower bound, 95 % Wilson.")
          .column("rate_high", Types.DOUBLE, "share", "Upper bound, 95 % Wilson.")
          .column(
              "model_rate",
              Types.DOUBLE,
              "share",
              "The same under the fitted model; NULL where the contracts do not determine it.")
          .column(
              "model_survival",
              Types.DOUBLE,
              "share",
              "Contracts renewed n times or more under the model; NULL as model_rate.")
          .column("null_reason", Types.STRING, "", "Why there is no rate: 'nobody_at_risk'.")
          .build();

  private ContractRenewals() {}
}
