package io.churnlake.table;

/** bronze.rejected_inputs: rows of the optional inputs that could not be read. */
public final class RejectedInputs {
  public static final String INPUT = "input";
  public static final String FILE = "file";
  public static final String POSITION = "position";
  public static final String REASONS = "reasons";
  public static final String RAW = "raw";

  public static final Table TABLE =
      Table.named(
              "bronze.rejected_inputs",
              "One row of an optional input, as last read, that a rule refused.")
          .writtenBy("inputs")
          .layout(Layout.REPLACED)
          .restricted()
          .key(INPUT, FILE, POSITION)
          .column(INPUT, Types.STRING, "", "The input, such as surveys.")
          .column(FILE, Types.STRING, "", "Its path as mapped, with the file's name.")
          .column(POSITION, Types.LONG, "line", "Line of the file on which the record ends.")
          .column(REASONS, Types.listOf(Types.STRING), "", "Every rule that the row broke.")
          .column(RAW, Types.STRING, "", "The row's text; restricted, it may name a person.")
          .build();

  private RejectedInputs() {}
}
