package io.churnlake.table;

/** silver.products: the shop's catalogue. */
public final class Products {
  public static final String PRODUCT_CODE = "product_code";
  public static final String CATEGORY = "category";
  public static final String UNIT_COST = "unit_cost";

  public static final Table TABLE =
      Table.named("silver.products", "One product as last delivered.")
          .writtenBy("inputs")
          .layout(Layout.REPLACED)
          .key(PRODUCT_CODE)
          .column(PRODUCT_CODE, Types.STRING, "", "Its code, cleaned as in the orders.")
          .column(CATEGORY, Types.STRING, "", "Its category; NULL if not delivered.")
          .column(UNIT_COST, Types.MONEY, "currency", "One piece costs the shop; NULL: unknown.")
          .build();

  private Products() {}
}
