package io.churnlake.table;

/** gold.recommendation_products: what can be recommended, and what is learnt of it. */
public final class RecommendationProducts {
  public static final String AS_OF = Table.AS_OF;
  public static final String PRODUCT = "product";
  public static final String CATEGORY = "category";
  public static final String CUSTOMERS = "customers";
  public static final String FACTORS = "factors";

  public static final Table TABLE =
      Table.named(
              "gold.recommendation_products",
              "One product sold in churn.lookback-days up to as_of, the 20,000 best sellers at most;"
                  + " a slice each time that recommendations are learnt.")
          .writtenBy("recommend")
          .layout(Layout.SLICED)
          .key(AS_OF, PRODUCT)
          .column(AS_OF, Types.DATE, "shop's zone", "Purchases up to this day are known.")
          .column(PRODUCT, Types.STRING, "", "Its code in the orders.")
          .column(
              CATEGORY,
              Types.STRING,
              "",
              "In which most of these customers bought it; NULL where the log has none.")
          .column(
              CUSTOMERS,
              Types.LONG,
              "customers",
              "Who bought it in these days, among learnt_from of gold.recommendation_quality.")
          .column(
              FACTORS,
              Types.listOf(Types.DOUBLE),
              "",
              "Its vector by alternating least squares (Hu, Koren, Volinsky 2008); NULL if another"
                  + " model is used.")
          .build();

  private RecommendationProducts() {}
}
