package io.churnlake.table;

/** silver.customer_days: the backbone of every customer metric. */
public final class CustomerDays {
  private static final Columns COLUMNS = new Columns();

  public static final String CUSTOMER_KEY =
      COLUMNS.add("customer_key", Types.STRING, "", "Keyed hash of the customer.");
  public static final String ORDER_DATE =
      COLUMNS.add("order_date", Types.DATE, "shop's zone", "Date of the orders.");
  public static final String ORDERS =
      COLUMNS.add("orders", Types.INT, "orders", "Orders with a counting line.");
  public static final String LINES =
      COLUMNS.add("lines", Types.INT, "lines", "Counting lines; 0 on a day of returns only.");
  public static final String PIECES =
      COLUMNS.add("pieces", Types.MONEY, "pieces", "Pieces on counting lines.");
  public static final String REVENUE =
      COLUMNS.add("revenue", Types.MONEY, "currency", "Amount of counting lines (basis gross).");
  public static final String DISCOUNT =
      COLUMNS.add("discount", Types.MONEY, "currency", "Discount on counting lines.");
  public static final String DISCOUNTED_LINES =
      COLUMNS.add("discounted_lines", Types.INT, "lines", "Counting lines with a discount.");
  public static final String PRODUCTS =
      COLUMNS.add(
          "products", Types.INT, "products", "Lines of distinct product codes, counted per order.");
  public static final String CATEGORIES =
      COLUMNS.add(
          "categories",
          Types.listOf(Types.STRING),
          "",
          "Distinct categories on counting lines, in order; empty where the log has none.");
  public static final String RETURN_LINES =
      COLUMNS.add(
          "return_lines", Types.INT, "lines", "Cancelled or returned lines dated that day.");
  public static final String RETURN_AMOUNT =
      COLUMNS.add("return_amount", Types.MONEY, "currency", "Their amount, as a positive number.");
  public static final String COST =
      COLUMNS.add("cost", Types.MONEY, "currency", "Of counting lines whose cost is known.");
  public static final String COSTED_REVENUE =
      COLUMNS.add("costed_revenue", Types.MONEY, "currency", "Amount of exactly those lines.");
  public static final String NET_PIECES =
      COLUMNS.add(
          "net_pieces",
          Types.MONEY,
          "pieces",
          "Pieces less what came back of them, whenever, and less returns of that day that undo"
              + " no line.");
  public static final String NET_AMOUNT =
      COLUMNS.add(
          "net_amount",
          Types.MONEY,
          "currency",
          "Revenue less what came back of it, whenever, and less returns and credits of that day"
              + " that undo no line (basis net).");

  public static final Table TABLE =
      Table.named(
              "silver.customer_days",
              "One customer on one day with an order or a return; an occasion if lines > 0.")
          .writtenBy("conform")
          .layout(Layout.KEYED)
          .key(CUSTOMER_KEY, ORDER_DATE)
          .columns(COLUMNS)
          .build();

  private CustomerDays() {}
}
