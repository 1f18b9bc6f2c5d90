package io.churnlake.table;

/** bronze.rejected_inputs: rows of the optional inputs that could not be read. */
public final class RejectedInputs {
  private static final Columns COLUMNS = new Columns();

  public static final String INPUT =
      COLUMNS.add("input", Types.STRING, "", "The input, such as surveys.");
  public static final String FILE =
      COLUMNS.add("file", Types.STRING, "", "Its path as mapped, with the file's name.");
  public static final String POSITION =
      COLUMNS.add("position", Types.LONG, "line", "Line of the file on which the record ends.");
  public static final String REASONS =
      COLUMNS.add("reasons", Types.listOf(Types.STRING), "", "Every rule that the row broke.");
  public static final String RAW =
      COLUMNS.add("raw", Types.STRING, "", "The row's text; restricted, it may name a person.");

  public static final Table TABLE =
      Table.named(
              "bronze.rejected_inputs",
              "One row of an optional input, as last read, that a rule refused.")
          .writtenBy("inputs")
          .layout(Layout.REPLACED)
          .restricted()
          .key(INPUT, FILE, POSITION)
          .columns(COLUMNS)
          .build();

  private RejectedInputs() {}
}
