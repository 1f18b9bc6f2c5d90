package io.churnlake.table;

/** gold.churn_unscored: who has no churn score, and why. */
public final class ChurnUnscored {
  private static final Columns COLUMNS = new Columns();

  public static final String AS_OF =
      COLUMNS.add(Table.AS_OF, Types.DATE, "shop's zone", "The date that was scored.");
  public static final String CUSTOMER_KEY =
      COLUMNS.add(CustomerDays.CUSTOMER_KEY, Types.STRING, "", "Keyed hash of the customer.");
  public static final String REASON =
      COLUMNS.add(
          "reason",
          Types.STRING,
          "",
          "'lapsed': no counting order in churn.lookback-days up to as_of; 'no_counting_order':"
              + " none at all, such as cancelled or returned ones only; 'no_model': nothing"
              + " could be learnt yet, and nobody who would be scored has bought twice.");
  public static final String LAST_ORDER_DATE =
      COLUMNS.add(
          Customers.LAST_ORDER_DATE,
          Types.DATE,
          "shop's zone",
          "Of the last counting order up to as_of; NULL without one.");

  /** Ordered, but not within the lookback. */
  public static final String LAPSED = "lapsed";

  /** Known by lines of which none counts. */
  public static final String NO_COUNTING_ORDER = "no_counting_order";

  /** Would be scored if there were a model, or customers who came back. */
  public static final String NO_MODEL = "no_model";

  public static final Table TABLE =
      Table.named(
              "gold.churn_unscored",
              "One customer of the order log up to as_of who has no row in gold.churn_scores.")
          .writtenBy("score")
          .layout(Layout.SLICED)
          .key(AS_OF, CUSTOMER_KEY)
          .columns(COLUMNS)
          .build();

  private ChurnUnscored() {}
}
