package io.churnlake.table;

/**
 * bronze.order_lines: every delivered line that could be read, typed and otherwise as delivered.
 */
public final class BronzeOrderLines {
  private static final Columns COLUMNS = new Columns();

  public static final String LOAD_ID =
      COLUMNS.add("load_id", Types.LONG, "", "The load that brought the line; see ops.loads.");
  public static final String SOURCE =
      COLUMNS.add("source", Types.STRING, "", "Name of the source mapping that read it.");
  public static final String FILE =
      COLUMNS.add(
          "file", Types.STRING, "", "File name below the input folder, or a part of a table.");
  public static final String POSITION =
      COLUMNS.add("position", Types.LONG, "line", "Line of the file on which the record ends.");
  public static final String ORDER_ID =
      COLUMNS.add("order_id", Types.STRING, "", "The shop's order number.");
  public static final String LINE_ID =
      COLUMNS.add("line_id", Types.STRING, "", "The shop's line number, where the log has one.");
  public static final String ORDERED_AT =
      COLUMNS.add("ordered_at", Types.TIMESTAMP, "UTC", "Time of the order.");
  public static final String ORDER_DATE =
      COLUMNS.add("order_date", Types.DATE, "shop's zone", "Date of the line in the shop's zone.");
  public static final String CUSTOMER_KEY =
      COLUMNS.add(
          "customer_key", Types.STRING, "", "Keyed hash of the customer; NULL without one.");
  public static final String PRODUCT_CODE =
      COLUMNS.add("product_code", Types.STRING, "", "The shop's product code.");
  public static final String PRODUCT_NAME =
      COLUMNS.add("product_name", Types.STRING, "", "The product's name on the line.");
  public static final String CATEGORY =
      COLUMNS.add("category", Types.STRING, "", "The product's category on the line.");
  public static final String QUANTITY =
      COLUMNS.add("quantity", Types.MONEY, "pieces", "Pieces; negative on returns.");
  public static final String UNIT_PRICE =
      COLUMNS.add("unit_price", Types.MONEY, "currency", "Price of one piece before discount.");
  public static final String DISCOUNT =
      COLUMNS.add(
          "discount",
          Types.MONEY,
          "currency",
          "Taken off the whole line; NULL where the log does not say.");
  public static final String AMOUNT =
      COLUMNS.add("amount", Types.MONEY, "currency", "Line total after discount.");
  public static final String UNIT_COST =
      COLUMNS.add(
          "unit_cost", Types.MONEY, "currency", "What a piece costs the shop; NULL: unknown.");
  public static final String CURRENCY =
      COLUMNS.add("currency", Types.STRING, "ISO 4217", "Currency of the line's amounts.");
  public static final String CHANNEL =
      COLUMNS.add("channel", Types.STRING, "", "Acquisition or sales channel on the line.");
  public static final String COUNTRY =
      COLUMNS.add("country", Types.STRING, "", "Country on the line.");
  public static final String CANCELLED =
      COLUMNS.add(
          "cancelled", Types.BOOLEAN, "", "The source's rule says: a cancellation or return.");
  public static final String REFERS_TO_ORDER =
      COLUMNS.add(
          "refers_to_order", Types.STRING, "", "Order that a return or cancellation names.");
  public static final String EXCHANGE_RATE =
      COLUMNS.add(
          "exchange_rate",
          Types.RATE,
          "reporting currency / currency",
          "Rate of the order date; NULL: the amounts are in the reporting currency.");
  public static final String FURTHER =
      COLUMNS.add(
          "further",
          Types.mapOf(Types.STRING),
          "",
          "Columns that the source carries along, as delivered; NULL if none has a value.");
  public static final String FIRST_LOAD_ID =
      COLUMNS.add(
          "first_load_id",
          Types.LONG,
          "",
          "Where the file was loaded anew for a header: the load that brought it first; else"
              + " NULL.");

  public static final Table TABLE =
      Table.named("bronze.order_lines", "One line of a delivered order file that could be read.")
          .writtenBy("ingest")
          .layout(Layout.APPENDED)
          .key(LOAD_ID, FILE, POSITION)
          .columns(COLUMNS)
          .build();

  private BronzeOrderLines() {}
}
