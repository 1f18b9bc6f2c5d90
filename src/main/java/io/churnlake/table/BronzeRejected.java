package io.churnlake.table;

import java.util.List;

/** bronze.rejected: delivered rows that could not be read, with every reason. */
public final class BronzeRejected {
  private static final Columns COLUMNS = new Columns();

  public static final String LOAD_ID =
      COLUMNS.add("load_id", Types.LONG, "", "The load that brought the row; see ops.loads.");
  public static final String SOURCE =
      COLUMNS.add("source", Types.STRING, "", "Name of the source mapping that read it.");
  public static final String FILE =
      COLUMNS.add("file", Types.STRING, "", "File name below the input folder.");
  public static final String POSITION =
      COLUMNS.add("position", Types.LONG, "line", "Line of the file on which the record ends.");
  public static final String REASONS =
      COLUMNS.add("reasons", Types.listOf(Types.STRING), "", "Every rule that the row broke.");
  public static final String RAW =
      COLUMNS.add("raw", Types.STRING, "", "The row's text; restricted, it may name a person.");
  public static final String ORDER_ID =
      COLUMNS.add(
          "order_id",
          Types.STRING,
          "",
          "The shop's order number, so that a line finds a header that comes later; NULL if the"
              + " row or the log has none, and in rows of older lakes.");

  public static final String HEADER_MISSING = "order_header_missing";

  /** The reasons of a line that only waits for the header of its order; no id of a customer. */
  public static final List<String> ONLY_WAITS = List.of(HEADER_MISSING);

  public static final Table TABLE =
      Table.named("bronze.rejected", "One delivered row that a rule refused, as it stood.")
          .writtenBy("ingest")
          .layout(Layout.APPENDED)
          .restricted()
          .key(LOAD_ID, FILE, POSITION)
          .columns(COLUMNS)
          .build();

  private BronzeRejected() {}
}
