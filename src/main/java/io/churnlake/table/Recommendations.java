package io.churnlake.table;

/** gold.recommendations: products for the customers whose measure is a recommendation. */
public final class Recommendations {
  public static final String AS_OF = Table.AS_OF;
  public static final String CUSTOMER_KEY = CustomerDays.CUSTOMER_KEY;
  public static final String RANK = "rank";
  public static final String PRODUCT = "product";
  public static final String SCORE = "score";
  public static final String MODEL = "model";
  public static final String BECAUSE_OF = "because_of";
  public static final String ENGLISH = "english";
  public static final String GERMAN = "german";
  public static final String FITTED_ON = "fitted_on";

  public static final Table TABLE =
      Table.named(
              "gold.recommendations",
              "One product for one customer whose measure in gold.actions is"
                  + " actions.recommendations.measure; at most five a customer.")
          .writtenBy("recommend")
          .layout(Layout.SLICED)
          .key(AS_OF, CUSTOMER_KEY, RANK)
          .column(AS_OF, Types.DATE, "shop's zone", "Purchases up to this day are known.")
          .column(CUSTOMER_KEY, Types.STRING, "", "Keyed hash of the customer.")
          .column(RANK, Types.INT, "", "1 is the best one.")
          .column(PRODUCT, Types.STRING, "", "Its code in the orders.")
          .column(
              SCORE,
              Types.DOUBLE,
              "",
              "By 'als' how much it is expected to be liked, about 0 to 1; by best sellers the share"
                  + " of customers who bought it of late. To order one customer's products by.")
          .column(
              MODEL,
              Types.STRING,
              "",
              "'als': implicit alternating least squares; 'category_best_sellers': of the category"
                  + " that the customer buys most; 'best_sellers': of the shop.")
          .column(
              BECAUSE_OF,
              Types.STRING,
              "",
              "By 'als' the product bought that speaks most for it; by 'category_best_sellers' the"
                  + " category; else NULL.")
          .column(ENGLISH, Types.STRING, "", "Why, in a sentence.")
          .column(GERMAN, Types.STRING, "", "The same in German.")
          .column(
              FITTED_ON,
              Types.DATE,
              "shop's zone",
              "The as_of of gold.recommendation_products that it follows from.")
          .build();

  private Recommendations() {}
}
