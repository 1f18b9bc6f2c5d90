package io.churnlake.table;

import java.util.List;

/** bronze.rejected: delivered rows that could not be read, with every reason. */
public final class BronzeRejected {
  public static final String LOAD_ID = "load_id";
  public static final String SOURCE = "source";
  public static final String FILE = "file";
  public static final String POSITION = "position";
  public static final String ORDER_ID = "order_id";
  public static final String REASONS = "reasons";
  public static final String RAW = "raw";

  public static final String HEADER_MISSING = "order_header_missing";

  /** The reasons of a line that only waits for the header of its order; no id of a customer. */
  public static final List<String> ONLY_WAITS = List.of(HEADER_MISSING);

  public static final Table TABLE =
      Table.named("bronze.rejected", "One delivered row that a rule refused, as it stood.")
          .writtenBy("ingest")
          .layout(Layout.APPENDED)
          .restricted()
          .key(LOAD_ID, FILE, POSITION)
          .column(LOAD_ID, Types.LONG, "", "The load that brought the row; see ops.loads.")
          .column(SOURCE, Types.STRING, "", "Name of the source mapping that read it.")
          .column(FILE, Types.STRING, "", "File name below the input folder.")
          .column(POSITION, Types.LONG, "line", "Line of the file on which the record ends.")
          .column(REASONS, Types.listOf(Types.STRING), "", "Every rule that the row broke.")
          .column(RAW, Types.STRING, "", "The row's text; restricted, it may name a person.")
          .column(
              ORDER_ID,
              Types.STRING,
              "",
              "The shop's order number, so that a line finds a header that comes later; NULL if the"
                  + " row or the log has none, and in rows of older lakes.")
          .build();

  private BronzeRejected() {}
}
