package io.churnlake.table;

/** bronze.rejected_contracts: rows of the contract file that could not be used. */
public final class RejectedContracts {
  public static final String FILE = "file";
  public static final String POSITION = "position";
  public static final String REASONS = "reasons";
  public static final String RAW = "raw";

  public static final Table TABLE =
      Table.named(
              "bronze.rejected_contracts",
              "One row of the contract file, as last read, that a rule refused.")
          .writtenBy("contracts")
          .layout(Layout.REPLACED)
          .restricted()
          .key(FILE, POSITION)
          .column(FILE, Types.STRING, "", "Its path below the input folder.")
          .column(POSITION, Types.LONG, "line", "Line of the file on which the record ends.")
          .column(REASONS, Types.listOf(Types.STRING), "", "Every rule that the row broke.")
          .column(RAW, Types.STRING, "", "The row's text; restricted, it may name a person.")
          .build();

  private RejectedContracts() {}
}
