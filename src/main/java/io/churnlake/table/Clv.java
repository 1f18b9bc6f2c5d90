package io.churnlake.table;

/** gold.clv: what each customer is worth, and how likely to buy again. */
public final class Clv {
  public static final Table TABLE =
      Table.named("gold.clv", "One customer's expected purchases and value as of a date.")
          .writtenBy("clv")
          .layout(Layout.SLICED)
          .key(Table.AS_OF, "customer_key")
          .column(Table.AS_OF, Types.DATE, "shop's zone", "The business date of the run.")
          .column("customer_key", Types.STRING, "", "Keyed hash of the customer.")
          .column(
              "x", Types.INT, "occasions", "Repeat occasions: days with a purchase but the first.")
          .column("t_x_days", Types.INT, "days", "From the first to the last occasion.")
          .column("t_days", Types.INT, "days", "From the first occasion to as_of.")
          .column("mean_spend", Types.DOUBLE, "currency", "Mean revenue of the repeat occasions.")
          .column(
              "p_alive", Types.DOUBLE, "probability", "Not dropped out by as_of; no churn score.")
          .column("expected_orders", Types.DOUBLE, "occasions", "Expected within the horizon.")
          .column("p_no_purchase", Types.DOUBLE, "probability", "No purchase within the horizon.")
          .column("expected_spend", Types.MONEY, "currency", "Expected revenue of an occasion.")
          .column(
              "expected_clv", Types.MONEY, "currency", "Discounted expected margin in the horizon.")
          .column("historic_clv", Types.MONEY, "currency", "Margin to date.")
          .column(
              "spend_is_population_mean", Types.BOOLEAN, "", "No repeat occasion: the mean of all.")
          .column("horizon_days", Types.INT, "days", "How far the expectations look ahead.")
          .build();

  private Clv() {}
}
