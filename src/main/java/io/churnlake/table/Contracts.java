package io.churnlake.table;

/** silver.contracts: the contracts as last delivered, those that begin later among them. */
public final class Contracts {
  public static final String CUSTOMER_KEY = "customer_key";
  public static final String CONTRACT_START = "contract_start";
  public static final String CONTRACT_NUMBER = "contract_number";
  public static final String CANCELLED_ON = "cancelled_on";
  public static final String AMOUNT = "amount";
  public static final String PERIOD_MONTHS = "period_months";

  public static final Table TABLE =
      Table.named(
              "silver.contracts",
              "One contract of the contract file, as last read, whatever its start.")
          .writtenBy("contracts")
          .layout(Layout.REPLACED)
          .key(CUSTOMER_KEY, CONTRACT_START, CONTRACT_NUMBER)
          .column(CUSTOMER_KEY, Types.STRING, "", "Keyed hash of the customer.")
          .column(CONTRACT_START, Types.DATE, "shop's zone", "Its first day.")
          .column(
              CONTRACT_NUMBER,
              Types.INT,
              "",
              "1, 2, ... among those of the customer that start on that day.")
          .column(
              CANCELLED_ON,
              Types.DATE,
              "shop's zone",
              "Cancelled or ended, also later than the run's business date; NULL if it is not.")
          .column(AMOUNT, Types.MONEY, "currency", "Paid a period; NULL if not delivered.")
          .column(PERIOD_MONTHS, Types.INT, "months", "From one renewal to the next.")
          .build();

  private Contracts() {}
}
