package io.churnlake.table;

/** gold.contract_values: what each running contract is worth. */
public final class ContractValues {
  private static final Columns COLUMNS = new Columns();

  public static final String RENEWALS =
      COLUMNS.add("renewals", Types.INT, "renewals", "Made up to as_of.");
  public static final String NEXT_RENEWAL_DATE =
      COLUMNS.add("next_renewal_date", Types.DATE, "shop's zone", "When the next one is due.");
  public static final String P_RENEWAL =
      COLUMNS.add(
          "p_renewal",
          Types.DOUBLE,
          "probability",
          "Of the next renewal; 0 if cancelled already; NULL see null_reason.");
  public static final String EXPECTED_PERIODS =
      COLUMNS.add(
          "expected_periods",
          Types.DOUBLE,
          "periods",
          "Expected further periods, discounted to the next renewal date (DERL).");
  public static final String AMOUNT =
      COLUMNS.add(Contracts.AMOUNT, Types.MONEY, "currency", "Paid a period.");
  public static final String RESIDUAL_VALUE =
      COLUMNS.add(
          "residual_value",
          Types.MONEY,
          "currency",
          "Expected periods x amount x clv.margin-rate, discounted to as_of; NULL see null_reason.");
  public static final String NULL_REASON =
      COLUMNS.add(
          "null_reason",
          Types.STRING,
          "",
          "parameters_undetermined (see gold.contract_fits.note), infinite_without_discount,"
              + " amount_missing, or out_of_range.");

  public static final String PARAMETERS_UNDETERMINED = "parameters_undetermined";
  public static final String INFINITE = "infinite_without_discount";
  public static final String AMOUNT_MISSING = "amount_missing";
  public static final String OUT_OF_RANGE = "out_of_range";

  public static final Table TABLE =
      Table.named("gold.contract_values", "One contract that is running at the end of as_of.")
          .writtenBy("contracts")
          .layout(Layout.SLICED)
          .key(
              Table.AS_OF,
              Contracts.CUSTOMER_KEY,
              Contracts.CONTRACT_START,
              Contracts.CONTRACT_NUMBER)
          .column(Table.AS_OF, Types.DATE, "shop's zone", "The business date of the run.")
          .column(Contracts.CUSTOMER_KEY, Types.STRING, "", "Keyed hash of the customer.")
          .column(Contracts.CONTRACT_START, Types.DATE, "shop's zone", "Its first day.")
          .column(Contracts.CONTRACT_NUMBER, Types.INT, "", "As in silver.contracts.")
          .column(
              Contracts.CANCELLED_ON,
              Types.DATE,
              "shop's zone",
              "Notice given by as_of for the next renewal, which then does not happen; or NULL.")
          .columns(COLUMNS)
          .build();

  private ContractValues() {}
}
