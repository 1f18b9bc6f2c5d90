package io.churnlake.table;

/** gold.recommendation_products: what can be recommended, and what is learnt of it. */
public final class RecommendationProducts {
  private static final Columns COLUMNS = new Columns();

  public static final String AS_OF =
      COLUMNS.add(Table.AS_OF, Types.DATE, "shop's zone", "Purchases up to this day are known.");
  public static final String PRODUCT =
      COLUMNS.add("product", Types.STRING, "", "Its code in the orders.");
  public static final String CATEGORY =
      COLUMNS.add(
          "category",
          Types.STRING,
          "",
          "In which most of these customers bought it; NULL where the log has none.");
  public static final String CUSTOMERS =
      COLUMNS.add(
          "customers",
          Types.LONG,
          "customers",
          "Who bought it in these days, among learnt_from of gold.recommendation_quality.");
  public static final String FACTORS =
      COLUMNS.add(
          "factors",
          Types.listOf(Types.DOUBLE),
          "",
          "Its vector by alternating least squares (Hu, Koren, Volinsky 2008); NULL if another"
              + " model is used.");

  public static final Table TABLE =
      Table.named(
              "gold.recommendation_products",
              "One product sold in churn.lookback-days up to as_of, the 20,000 best sellers at most;"
                  + " a slice each time that recommendations are learnt.")
          .writtenBy("recommend")
          .layout(Layout.SLICED)
          .key(AS_OF, PRODUCT)
          .columns(COLUMNS)
          .build();

  private RecommendationProducts() {}
}
