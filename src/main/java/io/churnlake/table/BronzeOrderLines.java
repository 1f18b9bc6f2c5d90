package io.churnlake.table;

/**
 * bronze.order_lines: every delivered line that could be read, typed and otherwise as delivered.
 */
public final class BronzeOrderLines {
  public static final String LOAD_ID = "load_id";
  public static final String SOURCE = "source";
  public static final String FILE = "file";
  public static final String POSITION = "position";
  public static final String ORDER_ID = "order_id";
  public static final String LINE_ID = "line_id";
  public static final String ORDERED_AT = "ordered_at";
  public static final String ORDER_DATE = "order_date";
  public static final String CUSTOMER_KEY = "customer_key";
  public static final String PRODUCT_CODE = "product_code";
  public static final String PRODUCT_NAME = "product_name";
  public static final String CATEGORY = "category";
  public static final String QUANTITY = "quantity";
  public static final String UNIT_PRICE = "unit_price";
  public static final String DISCOUNT = "discount";
  public static final String AMOUNT = "amount";
  public static final String UNIT_COST = "unit_cost";
  public static final String CURRENCY = "currency";
  public static final String CHANNEL = "channel";
  public static final String COUNTRY = "country";
  public static final String CANCELLED = "cancelled";
  public static final String REFERS_TO_ORDER = "refers_to_order";
  public static final String EXCHANGE_RATE = "exchange_rate";
  public static final String FURTHER = "further";
  public static final String FIRST_LOAD_ID = "first_load_id";

  public static final Table TABLE =
      Table.named("bronze.order_lines", "One line of a delivered order file that could be read.")
          .writtenBy("ingest")
          .layout(Layout.APPENDED)
          .key(LOAD_ID, FILE, POSITION)
          .column(LOAD_ID, Types.LONG, "", "The load that brought the line; see ops.loads.")
          .column(SOURCE, Types.STRING, "", "Name of the source mapping that read it.")
          .column(FILE, Types.STRING, "", "File name below the input folder, or a part of a table.")
          .column(POSITION, Types.LONG, "line", "Line of the file on which the record ends.")
          .column(ORDER_ID, Types.STRING, "", "The shop's order number.")
          .column(LINE_ID, Types.STRING, "", "The shop's line number, where the log has one.")
          .column(ORDERED_AT, Types.TIMESTAMP, "UTC", "Time of the order.")
          .column(ORDER_DATE, Types.DATE, "shop's zone", "Date of the line in the shop's zone.")
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
          .column(UNIT_COST, Types.MONEY, "currency", "What a piece costs the shop; NULL: unknown.")
          .column(CURRENCY, Types.STRING, "ISO 4217", "Currency of the line's amounts.")
          .column(CHANNEL, Types.STRING, "", "Acquisition or sales channel on the line.")
          .column(COUNTRY, Types.STRING, "", "Country on the line.")
          .column(CANCELLED, Types.BOOLEAN, "", "The source's rule says: a cancellation or return.")
          .column(REFERS_TO_ORDER, Types.STRING, "", "Order that a return or cancellation names.")
          .column(
              EXCHANGE_RATE,
              Types.RATE,
              "reporting currency / currency",
              "Rate of the order date; NULL: the amounts are in the reporting currency.")
          .column(
              FURTHER,
              Types.mapOf(Types.STRING),
              "",
              "Columns that the source carries along, as delivered; NULL if none has a value.")
          .column(
              FIRST_LOAD_ID,
              Types.LONG,
              "",
              "Where the file was loaded anew for a header: the load that brought it first; else"
                  + " NULL.")
          .build();

  private BronzeOrderLines() {}
}
