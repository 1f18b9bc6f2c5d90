package io.churnlake.table;

/** silver.returns: what came back, set against what it undoes. */
public final class Returns {
  private static final Columns COLUMNS = new Columns();

  public static final String CUSTOMER_KEY =
      COLUMNS.add("customer_key", Types.STRING, "", "The customer whose purchase it reduces.");
  public static final String RETURN_LINE_KEY =
      COLUMNS.add("return_line_key", Types.STRING, "", "The return; see silver.order_lines.");
  public static final String RETURN_OCCURRENCE =
      COLUMNS.add("return_occurrence", Types.INT, "", "With return_line_key: the return.");
  public static final String PART =
      COLUMNS.add("part", Types.INT, "", "1, 2, ... for a return that undoes several lines.");
  public static final String KIND =
      COLUMNS.add(
          "kind",
          Types.STRING,
          "",
          "'reference', 'matched', 'unmatched_return' or 'adjustment' (credit, no product).");
  public static final String RETURN_ORDER_ID =
      COLUMNS.add("return_order_id", Types.STRING, "", "Order id of the return itself.");
  public static final String RETURNED_ON =
      COLUMNS.add("returned_on", Types.DATE, "shop's zone", "Date of the return.");
  public static final String ORDER_ID =
      COLUMNS.add("order_id", Types.STRING, "", "Order of the line undone; NULL without one.");
  public static final String ORDER_DATE =
      COLUMNS.add("order_date", Types.DATE, "shop's zone", "Its date; NULL without one.");
  public static final String LINE_KEY =
      COLUMNS.add("line_key", Types.STRING, "", "The line undone; NULL without one.");
  public static final String OCCURRENCE =
      COLUMNS.add("occurrence", Types.INT, "", "With line_key: the line undone.");
  public static final String PRODUCT_CODE =
      COLUMNS.add("product_code", Types.STRING, "", "The shop's product code.");
  public static final String CATEGORY =
      COLUMNS.add("category", Types.STRING, "", "The product's category on the return.");
  public static final String PIECES =
      COLUMNS.add("pieces", Types.MONEY, "pieces", "Pieces that came back, positive.");
  public static final String AMOUNT =
      COLUMNS.add("amount", Types.MONEY, "currency", "Given back for them, positive.");
  public static final String CLOSES_LINE =
      COLUMNS.add("closes_line", Types.BOOLEAN, "", "No piece of the line undone is left.");
  public static final String CLOSES_ORDER =
      COLUMNS.add("closes_order", Types.BOOLEAN, "", "No piece of its whole order is left.");
  public static final String SWAPPED_ON =
      COLUMNS.add(
          "swapped_on",
          Types.DATE,
          "shop's zone",
          "When the same code or category was bought again within 30 days; NULL: not.");

  /** The return names the order, and the order has the line. */
  public static final String BY_REFERENCE = "reference";

  /** An earlier line of the same customer and code. */
  public static final String MATCHED = "matched";

  /** No line is left that it could undo. */
  public static final String UNMATCHED = "unmatched_return";

  /** A credit without a product. */
  public static final String ADJUSTMENT = "adjustment";

  public static final Table TABLE =
      Table.named(
              "silver.returns",
              "A part of a returned or cancelled line: what it undoes, or that nothing is found.")
          .writtenBy("conform")
          .layout(Layout.KEYED)
          .key(RETURN_LINE_KEY, RETURN_OCCURRENCE, PART)
          .columns(COLUMNS)
          .build();

  private Returns() {}
}
