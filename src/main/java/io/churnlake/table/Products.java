package io.churnlake.table;

/** silver.products: the shop's catalogue. */
public final class Products {
  private static final Columns COLUMNS = new Columns();

  public static final String PRODUCT_CODE =
      COLUMNS.add("product_code", Types.STRING, "", "Its code, cleaned as in the orders.");
  public static final String CATEGORY =
      COLUMNS.add("category", Types.STRING, "", "Its category; NULL if not delivered.");
  public static final String UNIT_COST =
      COLUMNS.add("unit_cost", Types.MONEY, "currency", "One piece costs the shop; NULL: unknown.");

  public static final Table TABLE =
      Table.named("silver.products", "One product as last delivered.")
          .writtenBy("inputs")
          .layout(Layout.REPLACED)
          .key(PRODUCT_CODE)
          .columns(COLUMNS)
          .build();

  private Products() {}
}
