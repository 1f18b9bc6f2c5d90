package io.churnlake.table;

/** bronze.rejected_contracts: rows of the contract file that could not be used. */
public final class RejectedContracts {
  private static final Columns COLUMNS = new Columns();

  public static final String FILE =
      COLUMNS.add("file", Types.STRING, "", "Its path below the input folder.");
  public static final String POSITION =
      COLUMNS.add("position", Types.LONG, "line", "Line of the file on which the record ends.");
  public static final String REASONS =
      COLUMNS.add("reasons", Types.listOf(Types.STRING), "", "Every rule that the row broke.");
  public static final String RAW =
      COLUMNS.add("raw", Types.STRING, "", "The row's text; restricted, it may name a person.");

  public static final Table TABLE =
      Table.named(
              "bronze.rejected_contracts",
              "One row of the contract file, as last read, that a rule refused.")
          .writtenBy("contracts")
          .layout(Layout.REPLACED)
          .restricted()
          .key(FILE, POSITION)
          .columns(COLUMNS)
          .build();

  private RejectedContracts() {}
}
