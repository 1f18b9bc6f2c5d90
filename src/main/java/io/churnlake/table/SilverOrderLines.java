package io.churnlake.table;

/** silver.order_lines: one row a line, repeats by overlapping exports removed, judged. */
public final class SilverOrderLines {
  public static final String LINE_KEY = "line_key";
  public static final String OCCURRENCE = "occurrence";
  public static final String LINE_DATE = "line_date";
  public static final String COUNTS = "counts";
  public static final String EXCLUDED_BECAUSE = "excluded_because";
  public static final String RETURNED_QUANTITY = "returned_quantity";
  public static final String RETURNED_AMOUNT = "returned_amount";
  public static final String LAST_RETURNED_ON = "last_returned_on";
  public static final String NET_AMOUNT = "net_amount";
  public static final String RETURN_STATUS = "return_status";
  public static final String SWAPPED_ON = "swapped_on";

  /** A return of which some pieces undo a line and others find none. */
  public static final String PARTLY_MATCHED = "partly_matched";

  public static final String SOURCE = BronzeOrderLines.SOURCE;
  public static final String FILE = BronzeOrderLines.FILE;
  public static final String POSITION = BronzeOrderLines.POSITION;
  public static final String ORDER_ID = BronzeOrderLines.ORDER_ID;
  public static final String LINE_ID = BronzeOrderLines.LINE_ID;
  public static final String ORDERED_AT = BronzeOrderLines.ORDERED_AT;
  public static final String ORDER_DATE = BronzeOrderLines.ORDER_DATE;
  public static final String CUSTOMER_KEY = BronzeOrderLines.CUSTOMER_KEY;
  public static final String PRODUCT_CODE = BronzeOrderLines.PRODUCT_CODE;
  public static final String PRODUCT_NAME = BronzeOrderLines.PRODUCT_NAME;
  public static final String CATEGORY = BronzeOrderLines.CATEGORY;
  public static final String QUANTITY = BronzeOrderLines.QUANTITY;
  public static final String UNIT_PRICE = BronzeOrderLines.UNIT_PRICE;
  public static final String DISCOUNT = BronzeOrderLines.DISCOUNT;
  public static final String AMOUNT = BronzeOrderLines.AMOUNT;
  public static final String COST = "cost";
  public static final String CURRENCY = BronzeOrderLines.CURRENCY;
  public static final String CHANNEL = BronzeOrderLines.CHANNEL;
  public static final String COUNTRY = BronzeOrderLines.COUNTRY;
  public static final String CANCELLED = BronzeOrderLines.CANCELLED;
  public static final String REFERS_TO_ORDER = BronzeOrderLines.REFERS_TO_ORDER;

  public static final Table TABLE =
      Table.named("silver.order_lines", "One order line, each once, and whether it counts.")
          .writtenBy("conform")
          .layout(Layout.KEYED)
          .key(LINE_KEY, OCCURRENCE)
          .column(LINE_KEY, Types.STRING, "", "MD5 of the line's fields: its identity.")
          .column(
              OCCURRENCE, Types.INT, "", "1, 2, ... for a line repeated on purpose in its file.")
          .column(ORDER_ID, Types.STRING, "", "The shop's order number.")
          .column(LINE_ID, Types.STRING, "", "The shop's line number, where the log has one.")
          .column(ORDER_DATE, Types.DATE, "shop's zone", "Date of the order: its earliest line's.")
          .column(LINE_DATE, Types.DATE, "shop's zone", "Date of the line itself.")
          .column(ORDERED_AT, Types.TIMESTAMP, "UTC", "Time of the line.")
          .column(CUSTOMER_KEY, Types.STRING, "", "Keyed hash of the customer; NULL without one.")
          .column(PRODUCT_CODE, Types.STRING, "", "The shop's product code.")
          .column(PRODUCT_NAME, Types.STRING, "", "The product's name on the line.")
          .column(CATEGORY, Types.STRING, "", "The product's category on the line.")
          .column(QUANTITY, Types.MONEY, "pieces", "Pieces; negative on returns.")
          .column(UNIT_PRICE, Types.MONEY, "currency", "Price of one piece before discount.")
          .column(
              DISCOUNT,
              Types.MONEY,
              "currency",
              "Taken off the whole line; NULL where the log does not say.")
          .column(AMOUNT, Types.MONEY, "currency", "Line total after discount.")
          .column(COST, Types.MONEY, "currency", "Quantity x unit cost; NULL if not known.")
          .column(CURRENCY, Types.STRING, "ISO 4217", "Currency of the amounts.")
          .column(CHANNEL, Types.STRING, "", "Acquisition or sales channel on the line.")
          .column(COUNTRY, Types.STRING, "", "Country on the line.")
          .column(CANCELLED, Types.BOOLEAN, "", "A cancellation or return by the source's rule.")
          .column(REFERS_TO_ORDER, Types.STRING, "", "Order that a return or cancellation names.")
          .column(
              COUNTS, Types.BOOLEAN, "", "The line takes part in customer metrics (basis gross).")
          .column(
              EXCLUDED_BECAUSE, Types.STRING, "", "First rule that kept it from counting, or NULL.")
          .column(
              RETURN_STATUS,
              Types.STRING,
              "",
              "Of a return: 'matched', 'partly_matched', 'unmatched_return'; of a credit:"
                  + " 'adjustment'; else NULL.")
          .column(
              RETURNED_QUANTITY,
              Types.MONEY,
              "pieces",
              "Of a counting line: what came back, whenever; of a return: what found its line.")
          .column(RETURNED_AMOUNT, Types.MONEY, "currency", "The money for it, positive.")
          .column(
              NET_AMOUNT,
              Types.MONEY,
              "currency",
              "Amount less returns of any date; of a return: minus what found no line; else NULL.")
          .column(
              LAST_RETURNED_ON,
              Types.DATE,
              "shop's zone",
              "Of a counting line: date of its last return; see silver.returns.")
          .column(
              SWAPPED_ON,
              Types.DATE,
              "shop's zone",
              "Of a return: when the same code or category was bought again within 30 days.")
          .column(SOURCE, Types.STRING, "", "Name of the source mapping that read it.")
          .column(
              FILE,
              Types.STRING,
              "",
              "First file that delivered the line as it is; after the source's name and a colon where"
                  + " sources have orders in common.")
          .column(POSITION, Types.LONG, "line", "Its line in that file.")
          .build();

  private SilverOrderLines() {}
}
