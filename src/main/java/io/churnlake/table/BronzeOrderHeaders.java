package io.churnlake.table;

/**
 * bronze.order_headers: orders as delivered, where the shop's system gives them apart from their
 * lines.
 */
public final class BronzeOrderHeaders {
  public static final String LOAD_ID = BronzeOrderLines.LOAD_ID;
  public static final String FILE = BronzeOrderLines.FILE;
  public static final String POSITION = BronzeOrderLines.POSITION;
  public static final String ORDER_ID = BronzeOrderLines.ORDER_ID;
  public static final String ORDER_AMOUNT = "order_amount";

  public static final Table TABLE =
      Table.named("bronze.order_headers", "One delivered header of an order that could be read.")
          .writtenBy("ingest")
          .layout(Layout.APPENDED)
          .key(LOAD_ID, FILE, POSITION)
          .column(LOAD_ID, Types.LONG, "", "The load that brought the header; see ops.loads.")
          .column(
              BronzeOrderLines.SOURCE, Types.STRING, "", "Name of the source mapping that read it.")
          .column(FILE, Types.STRING, "", "File name below the input folder.")
          .column(POSITION, Types.LONG, "line", "Line of the file on which the record ends.")
          .column(ORDER_ID, Types.STRING, "", "The shop's order number.")
          .column(
              BronzeOrderLines.CUSTOMER_KEY,
              Types.STRING,
              "",
              "Keyed hash of the customer; NULL without one.")
          .column(BronzeOrderLines.ORDERED_AT, Types.TIMESTAMP, "UTC", "Time of the order.")
          .column(
              BronzeOrderLines.ORDER_DATE,
              Types.DATE,
              "shop's zone",
              "Date of the order in the shop's zone.")
          .column(
              ORDER_AMOUNT, Types.MONEY, "currency", "Total of the order; NULL if not mapped here.")
          .column(
              BronzeOrderLines.CURRENCY,
              Types.STRING,
              "ISO 4217",
              "Currency of the order's amounts.")
          .column(BronzeOrderLines.CHANNEL, Types.STRING, "", "Acquisition or sales channel of it.")
          .column(BronzeOrderLines.COUNTRY, Types.STRING, "", "Country of the order.")
          .column(
              BronzeOrderLines.CANCELLED,
              Types.BOOLEAN,
              "",
              "The source's rule says: a cancellation or return.")
          .column(
              BronzeOrderLines.REFERS_TO_ORDER,
              Types.STRING,
              "",
              "Order that a return or cancellation names.")
          .build();

  private BronzeOrderHeaders() {}
}
