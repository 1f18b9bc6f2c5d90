package io.churnlake.table;

/** silver.returns: what came back, set against what it undoes. */
public final class Returns {
  public static final String CUSTOMER_KEY = "customer_key";
  public static final String RETURN_LINE_KEY = "return_line_key";
  public static final String RETURN_OCCURRENCE = "return_occurrence";
  public static final String PART = "part";
  public static final String KIND = "kind";
  public static final String RETURN_ORDER_ID = "return_order_id";
  public static final String RETURNED_ON = "returned_on";
  public static final String ORDER_ID = "order_id";
  public static final String ORDER_DATE = "order_date";
  public static final String LINE_KEY = "line_key";
  public static final String OCCURRENCE = "occurrence";
  public static final String PRODUCT_CODE = "product_code";
  public static final String CATEGORY = "category";
  public static final String PIECES = "pieces";
  public static final String AMOUNT = "amount";
  public static final String CLOSES_LINE = "closes_line";
  public static final String CLOSES_ORDER = "closes_order";
  public static final String SWAPPED_ON = "swapped_on";

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
          .column(CUSTOMER_KEY, Types.STRING, "", "The customer whose purchase it reduces.")
          .column(RETURN_LINE_KEY, Types.STRING, "", "The return; see silver.order_lines.")
          .column(RETURN_OCCURRENCE, Types.INT, "", "With return_line_key: the return.")
          .column(PART, Types.INT, "", "1, 2, ... for a return that undoes several lines.")
          .column(
              KIND,
              Types.STRING,
              "",
              "'reference', 'matched', 'unmatched_return' or 'adjustment' (credit, no product).")
          .column(RETURN_ORDER_ID, Types.STRING, "", "Order id of the return itself.")
          .column(RETURNED_ON, Types.DATE, "shop's zone", "Date of the return.")
          .column(ORDER_ID, Types.STRING, "", "Order of the line undone; NULL without one.")
          .column(ORDER_DATE, Types.DATE, "shop's zone", "Its date; NULL without one.")
          .column(LINE_KEY, Types.STRING, "", "The line undone; NULL without one.")
          .column(OCCURRENCE, Types.INT, "", "With line_key: the line undone.")
          .column(PRODUCT_CODE, Types.STRING, "", "The shop's product code.")
          .column(CATEGORY, Types.STRING, "", "The product's category on the return.")
          .column(PIECES, Types.MONEY, "pieces", "Pieces that came back, positive.")
          .column(AMOUNT, Types.MONEY, "currency", "Given back for them, positive.")
          .column(CLOSES_LINE, Types.BOOLEAN, "", "No piece of the line undone is left.")
          .column(CLOSES_ORDER, Types.BOOLEAN, "", "No piece of its whole order is left.")
          .column(
              SWAPPED_ON,
              Types.DATE,
              "shop's zone",
              "When the same code or category was bought again within 30 days; NULL: not.")
          .build();

  private Returns() {}
}
