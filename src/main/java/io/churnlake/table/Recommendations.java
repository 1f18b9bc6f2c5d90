package io.churnlake.table;

/** gold.recommendations: products for the customers whose measure is a recommendation. */
public final class Recommendations {
  private static final Columns COLUMNS = new Columns();

  public static final String AS_OF =
      COLUMNS.add(Table.AS_OF, Types.DATE, "shop's zone", "Purchases up to this day are known.");
  public static final String CUSTOMER_KEY =
      COLUMNS.add(CustomerDays.CUSTOMER_KEY, Types.STRING, "", "Keyed hash of the customer.");
  public static final String RANK = COLUMNS.add("rank", Types.INT, "", "1 is the best one.");
  public static final String PRODUCT =
      COLUMNS.add("product", Types.STRING, "", "Its code in the orders.");
  public static final String SCORE =
      COLUMNS.add(
          "score",
          Types.DOUBLE,
          "",
          "By 'als' how much it is expected to be liked, about 0 to 1; by best sellers the share"
              + " of customers who bought it of late. To order one customer's products by.");
  public static final String MODEL =
      COLUMNS.add(
          "model",
          Types.STRING,
          "",
          "'als': implicit alternating least squares; 'category_best_sellers': of the category"
              + " that the customer buys most; 'best_sellers': of the shop.");
  public static final String BECAUSE_OF =
      COLUMNS.add(
          "because_of",
          Types.STRING,
          "",
          "By 'als' the product bought that speaks most for it; by 'category_best_sellers' the"
              + " category; else NULL.");
  public static final String ENGLISH =
      COLUMNS.add("english", Types.STRING, "", "Why, in a sentence.");
  public static final String GERMAN =
      COLUMNS.add("german", Types.STRING, "", "The same in German.");
  public static final String FITTED_ON =
      COLUMNS.add(
          "fitted_on",
          Types.DATE,
          "shop's zone",
          "The as_of of gold.recommendation_products that it follows from.");

  public static final Table TABLE =
      Table.named(
              "gold.recommendations",
              "One product for one customer whose measure in gold.actions is"
                  + " actions.recommendations.measure; at most five a customer.")
          .writtenBy("recommend")
          .layout(Layout.SLICED)
          .key(AS_OF, CUSTOMER_KEY, RANK)
          .columns(COLUMNS)
          .build();

  private Recommendations() {}
}
