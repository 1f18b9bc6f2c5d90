package io.churnlake.table;

/** gold.next_categories: what those who began with a category buy when they come again. */
public final class NextCategories {
  public static final String AS_OF = Table.AS_OF;
  public static final String CATEGORY = "category";
  public static final String NEXT_CATEGORY = "next_category";
  public static final String CAME_AGAIN = "came_again";
  public static final String BOUGHT_NEXT = "bought_next";
  public static final String SHARE = "share";
  public static final String SHARE_OF_ALL = "share_of_all";
  public static final String IS_ENOUGH = ProductOutcomes.IS_ENOUGH;

  /** In place of a category: whatever it was. */
  public static final String ANY = "(any)";

  public static final Table TABLE =
      Table.named(
              "gold.next_categories",
              "Customers with a category on their first occasion, and one on their second.")
          .writtenBy("products")
          .layout(Layout.SLICED)
          .key(AS_OF, CATEGORY, NEXT_CATEGORY)
          .column(AS_OF, Types.DATE, "shop's zone", "Orders up to the end of this day are known.")
          .column(CATEGORY, Types.STRING, "", "On the first occasion; '(any)': whatever it was.")
          .column(NEXT_CATEGORY, Types.STRING, "", "On the second occasion.")
          .column(CAME_AGAIN, Types.LONG, "customers", "Began with it and came again: denominator.")
          .column(BOUGHT_NEXT, Types.LONG, "customers", "Of these, with the next category.")
          .column(SHARE, Types.DOUBLE, "share", "bought_next / came_again.")
          .column(Kpis.low(SHARE), Types.DOUBLE, "share", "Lower bound, 95 % Wilson.")
          .column(Kpis.high(SHARE), Types.DOUBLE, "share", "Upper bound.")
          .column(
              SHARE_OF_ALL,
              Types.DOUBLE,
              "share",
              "The same share of all who came again, to compare with.")
          .column(
              IS_ENOUGH,
              Types.BOOLEAN,
              "",
              "came_again is at least retention.least-customers: enough to say so.")
          .build();

  private NextCategories() {}
}
