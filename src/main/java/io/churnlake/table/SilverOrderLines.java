package io.churnlake.table;

/** silver.order_lines: one row a line, repeats by overlapping exports removed, judged. */
public final class SilverOrderLines {
  private static final Columns COLUMNS = new Columns();

  public static final String LINE_KEY =
      COLUMNS.add("line_key", Types.STRING, "", "MD5 of the line's fields: its identity.");
  public static final String OCCURRENCE =
      COLUMNS.add(
          "occurrence", Types.INT, "", "1, 2, ... for a line repeated on purpose in its file.");
  public static final String ORDER_ID =
      COLUMNS.add(BronzeOrderLines.ORDER_ID, Types.STRING, "", "The shop's order number.");
  public static final String LINE_ID =
      COLUMNS.add(
          BronzeOrderLines.LINE_ID,
          Types.STRING,
          "",
          "The shop's line number, where the log has one.");
  public static final String ORDER_DATE =
      COLUMNS.add(
          BronzeOrderLines.ORDER_DATE,
          Types.DATE,
          "shop's zone",
          "Date of the order: its earliest line's.");
  public static final String LINE_DATE =
      COLUMNS.add("line_date", Types.DATE, "shop's zone", "Date of the line itself.");
  public static final String ORDERED_AT =
      COLUMNS.add(BronzeOrderLines.ORDERED_AT, Types.TIMESTAMP, "UTC", "Time of the line.");
  public static final String CUSTOMER_KEY =
      COLUMNS.add(
          BronzeOrderLines.CUSTOMER_KEY,
          Types.STRING,
          "",
          "Keyed hash of the customer; NULL without one.");
  public static final String PRODUCT_CODE =
      COLUMNS.add(BronzeOrderLines.PRODUCT_CODE, Types.STRING, "", "The shop's product code.");
  public static final String PRODUCT_NAME =
      COLUMNS.add(
          BronzeOrderLines.PRODUCT_NAME, Types.STRING, "", "The product's name on the line.");
  public static final String CATEGORY =
      COLUMNS.add(
          BronzeOrderLines.CATEGORY, Types.STRING, "", "The product's category on the line.");
  public static final String QUANTITY =
      COLUMNS.add(BronzeOrderLines.QUANTITY, Types.MONEY, "pieces", "Pieces; negative on returns.");
  public static final String UNIT_PRICE =
      COLUMNS.add(
          BronzeOrderLines.UNIT_PRICE,
          Types.MONEY,
          "currency",
          "Price of one piece before discount.");
  public static final String DISCOUNT =
      COLUMNS.add(
          BronzeOrderLines.DISCOUNT,
          Types.MONEY,
          "currency",
          "Taken off the whole line; NULL where the log does not say.");
  public static final String AMOUNT =
      COLUMNS.add(BronzeOrderLines.AMOUNT, Types.MONEY, "currency", "Line total after discount.");
  public static final String COST =
      COLUMNS.add("cost", Types.MONEY, "currency", "Quantity x unit cost; NULL if not known.");
  public static final String CURRENCY =
      COLUMNS.add(BronzeOrderLines.CURRENCY, Types.STRING, "ISO 4217", "Currency of the amounts.");
  public static final String CHANNEL =
      COLUMNS.add(
          BronzeOrderLines.CHANNEL, Types.STRING, "", "Acquisition or sales channel on the line.");
  public static final String COUNTRY =
      COLUMNS.add(BronzeOrderLines.COUNTRY, Types.STRING, "", "Country on the line.");
  public static final String CANCELLED =
      COLUMNS.add(
          BronzeOrderLines.CANCELLED,
          Types.BOOLEAN,
          "",
          "A cancellation or return by the source's rule.");
  public static final String REFERS_TO_ORDER =
      COLUMNS.add(
          BronzeOrderLines.REFERS_TO_ORDER,
          Types.STRING,
          "",
          "Order that a return or cancellation names.");
  public static final String COUNTS =
      COLUMNS.add(
          "counts", Types.BOOLEAN, "", "The line takes part in customer metrics (basis gross).");
  public static final String EXCLUDED_BECAUSE =
      COLUMNS.add(
          "excluded_because", Types.STRING, "", "First rule that kept it from counting, or NULL.");
  public static final String RETURN_STATUS =
      COLUMNS.add(
          "return_status",
          Types.STRING,
          "",
          "Of a return: 'matched', 'partly_matched', 'unmatched_return'; of a credit:"
              + " 'adjustment'; else NULL.");
  public static final String RETURNED_QUANTITY =
      COLUMNS.add(
          "returned_quantity",
          Types.MONEY,
          "pieces",
          "Of a counting line: what came back, whenever; of a return: what found its line.");
  public static final String RETURNED_AMOUNT =
      COLUMNS.add("returned_amount", Types.MONEY, "currency", "The money for it, positive.");
  public static final String NET_AMOUNT =
      COLUMNS.add(
          "net_amount",
          Types.MONEY,
          "currency",
          "Amount less returns of any date; of a return: minus what found no line; else NULL.");
  public static final String LAST_RETURNED_ON =
      COLUMNS.add(
          "last_returned_on",
          Types.DATE,
          "shop's zone",
          "Of a counting line: date of its last return; see silver.returns.");
  public static final String SWAPPED_ON =
      COLUMNS.add(
          "swapped_on",
          Types.DATE,
          "shop's zone",
          "Of a return: when the same code or category was bought again within 30 days.");
  public static final String SOURCE =
      COLUMNS.add(
          BronzeOrderLines.SOURCE, Types.STRING, "", "Name of the source mapping that read it.");
  public static final String FILE =
      COLUMNS.add(
          BronzeOrderLines.FILE,
          Types.STRING,
          "",
          "First file that delivered the line as it is; after the source's name and a colon where"
              + " sources have orders in common.");
  public static final String POSITION =
      COLUMNS.add(BronzeOrderLines.POSITION, Types.LONG, "line", "Its line in that file.");

  /** A return of which some pieces undo a line and others find none. */
  public static final String PARTLY_MATCHED = "partly_matched";

  public static final Table TABLE =
      Table.named("silver.order_lines", "One order line, each once, and whether it counts.")
          .writtenBy("conform")
          .layout(Layout.KEYED)
          .key(LINE_KEY, OCCURRENCE)
          .columns(COLUMNS)
          .build();

  private SilverOrderLines() {}
}
