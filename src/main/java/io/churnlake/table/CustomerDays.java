package io.churnlake.table;

/** silver.customer_days: the backbone of every customer metric. */
public final class CustomerDays {
  public static final String CUSTOMER_KEY = "customer_key";
  public static final String ORDER_DATE = "order_date";
  public static final String ORDERS = "orders";
  public static final String LINES = "lines";
  public static final String PIECES = "pieces";
  public static final String REVENUE = "revenue";
  public static final String DISCOUNT = "discount";
  public static final String DISCOUNTED_LINES = "discounted_lines";
  public static final String PRODUCTS = "products";
  public static final String CATEGORIES = "categories";
  public static final String RETURN_LINES = "return_lines";
  public static final String RETURN_AMOUNT = "return_amount";
  public static final String COST = "cost";
  public static final String COSTED_REVENUE = "costed_revenue";
  public static final String NET_PIECES = "net_pieces";
  public static final String NET_AMOUNT = "net_amount";

  public static final Table TABLE =
      Table.named(
              "silver.customer_days",
              "One customer on one day with an order or a return; an occasion if lines > 0.")
          .writtenBy("conform")
          .layout(Layout.KEYED)
          .key(CUSTOMER_KEY, ORDER_DATE)
          .column(CUSTOMER_KEY, Types.STRING, "", "Keyed hash of the customer.")
          .column(ORDER_DATE, Types.DATE, "shop's zone", "Date of the orders.")
          .column(ORDERS, Types.INT, "orders", "Orders with a counting line.")
          .column(LINES, Types.INT, "lines", "Counting lines; 0 on a day of returns only.")
          .column(PIECES, Types.MONEY, "pieces", "Pieces on counting lines.")
          .column(REVENUE, Types.MONEY, "currency", "Amount of counting lines (basis gross).")
          .column(DISCOUNT, Types.MONEY, "currency", "Discount on counting lines.")
          .column(DISCOUNTED_LINES, Types.INT, "lines", "Counting lines with a discount.")
          .column(
              PRODUCTS,
              Types.INT,
              "products",
              "Lines of distinct product codes, counted per order.")
          .column(
              CATEGORIES,
              Types.listOf(Types.STRING),
              "",
              "Distinct categories on counting lines, in order; empty where the log has none.")
          .column(RETURN_LINES, Types.INT, "lines", "Cancelled or returned lines dated that day.")
          .column(RETURN_AMOUNT, Types.MONEY, "currency", "Their amount, as a positive number.")
          .column(COST, Types.MONEY, "currency", "Of counting lines whose cost is known.")
          .column(COSTED_REVENUE, Types.MONEY, "currency", "Amount of exactly those lines.")
          .column(
              NET_PIECES,
              Types.MONEY,
              "pieces",
              "Pieces less what came back of them, whenever, and less returns of that day that undo"
                  + " no line.")
          .column(
              NET_AMOUNT,
              Types.MONEY,
              "currency",
              "Revenue less what came back of it, whenever, and less returns and credits of that day"
                  + " that undo no line (basis net).")
          .build();

  private CustomerDays() {}
}
