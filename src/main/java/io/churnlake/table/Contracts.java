package io.churnlake.table;

/** silver.contracts: the contracts as last delivered, those that begin later among them. */
public final class Contracts {
  private static final Columns COLUMNS = new Columns();

  public static final String CUSTOMER_KEY =
      COLUMNS.add("customer_key", Types.STRING, "", "Keyed hash of the customer.");
  public static final String CONTRACT_START =
      COLUMNS.add("contract_start", Types.DATE, "shop's zone", "Its first day.");
  public static final String CONTRACT_NUMBER =
      COLUMNS.add(
          "contract_number",
          Types.INT,
          "",
          "1, 2, ... among those of the customer that start on that day.");
  public static final String CANCELLED_ON =
      COLUMNS.add(
          "cancelled_on",
          Types.DATE,
          "shop's zone",
          "Cancelled or ended, also later than the run's business date; NULL if it is not.");
  public static final String AMOUNT =
      COLUMNS.add("amount", Types.MONEY, "currency", "Paid a period; NULL if not delivered.");
  public static final String PERIOD_MONTHS =
      COLUMNS.add("period_months", Types.INT, "months", "From one renewal to the next.");

  public static final Table TABLE =
      Table.named(
              "silver.contracts",
              "One contract of the contract file, as last read, whatever its start.")
          .writtenBy("contracts")
          .layout(Layout.REPLACED)
          .key(CUSTOMER_KEY, CONTRACT_START, CONTRACT_NUMBER)
          .columns(COLUMNS)
          .build();

  private Contracts() {}
}
