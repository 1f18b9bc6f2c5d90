package io.churnlake.table;

/**
 * bronze.order_headers: orders as delivered, where the shop's system gives them apart from their
 * lines.
 */
public final class BronzeOrderHeaders {
  private static final Columns COLUMNS = new Columns();

  public static final String LOAD_ID =
      COLUMNS.add(
          BronzeOrderLines.LOAD_ID,
          Types.LONG,
          "",
          "The load that brought the header; see ops.loads.");
  public static final String SOURCE =
      COLUMNS.add(
          BronzeOrderLines.SOURCE, Types.STRING, "", "Name of the source mapping that read it.");
  public static final String FILE =
      COLUMNS.add(BronzeOrderLines.FILE, Types.STRING, "", "File name below the input folder.");
  public static final String POSITION =
      COLUMNS.add(
          BronzeOrderLines.POSITION,
          Types.LONG,
          "line",
          "Line of the file on which the record ends.");
  public static final String ORDER_ID =
      COLUMNS.add(BronzeOrderLines.ORDER_ID, Types.STRING, "", "The shop's order number.");
  public static final String CUSTOMER_KEY =
      COLUMNS.add(
          BronzeOrderLines.CUSTOMER_KEY,
          Types.STRING,
          "",
          "Keyed hash of the customer; NULL without one.");
  public static final String ORDERED_AT =
      COLUMNS.add(BronzeOrderLines.ORDERED_AT, Types.TIMESTAMP, "UTC", "Time of the order.");
  public static final String ORDER_DATE =
      COLUMNS.add(
          BronzeOrderLines.ORDER_DATE,
          Types.DATE,
          "shop's zone",
          "Date of the order in the shop's zone.");
  public static final String ORDER_AMOUNT =
      COLUMNS.add(
          "order_amount", Types.MONEY, "currency", "Total of the order; NULL if not mapped here.");
  public static final String CURRENCY =
      COLUMNS.add(
          BronzeOrderLines.CURRENCY, Types.STRING, "ISO 4217", "Currency of the order's amounts.");
  public static final String CHANNEL =
      COLUMNS.add(
          BronzeOrderLines.CHANNEL, Types.STRING, "", "Acquisition or sales channel of it.");
  public static final String COUNTRY =
      COLUMNS.add(BronzeOrderLines.COUNTRY, Types.STRING, "", "Country of the order.");
  public static final String CANCELLED =
      COLUMNS.add(
          BronzeOrderLines.CANCELLED,
          Types.BOOLEAN,
          "",
          "The source's rule says: a cancellation or return.");
  public static final String REFERS_TO_ORDER =
      COLUMNS.add(
          BronzeOrderLines.REFERS_TO_ORDER,
          Types.STRING,
          "",
          "Order that a return or cancellation names.");

  public static final Table TABLE =
      Table.named("bronze.order_headers", "One delivered header of an order that could be read.")
          .writtenBy("ingest")
          .layout(Layout.APPENDED)
          .key(LOAD_ID, FILE, POSITION)
          .columns(COLUMNS)
          .build();

  private BronzeOrderHeaders() {}
}
