package io.churnlake.table;

/** gold.next_categories: what those who began with a category buy when they come again. */
public final class NextCategories {
  private static final Columns COLUMNS = new Columns();

  public static final String AS_OF =
      COLUMNS.add(
          Table.AS_OF, Types.DATE, "shop's zone", "Orders up to the end of this day are known.");
  public static final String CATEGORY =
      COLUMNS.add("category", Types.STRING, "", "On the first occasion; '(any)': whatever it was.");
  public static final String NEXT_CATEGORY =
      COLUMNS.add("next_category", Types.STRING, "", "On the second occasion.");
  public static final String CAME_AGAIN =
      COLUMNS.add(
          "came_again", Types.LONG, "customers", "Began with it and came again: denominator.");
  public static final String BOUGHT_NEXT =
      COLUMNS.add("bought_next", Types.LONG, "customers", "Of these, with the next category.");
  public static final String SHARE =
      COLUMNS.add("share", Types.DOUBLE, "share", "bought_next / came_again.");
  public static final String SHARE_LOW =
      COLUMNS.add(Kpis.low(SHARE), Types.DOUBLE, "share", "Lower bound, 95 % Wilson.");
  public static final String SHARE_HIGH =
      COLUMNS.add(Kpis.high(SHARE), Types.DOUBLE, "share", "Upper bound.");
  public static final String SHARE_OF_ALL =
      COLUMNS.add(
          "share_of_all",
          Types.DOUBLE,
          "share",
          "The same share of all who came again, to compare with.");
  public static final String IS_ENOUGH =
      COLUMNS.add(
          ProductOutcomes.IS_ENOUGH,
          Types.BOOLEAN,
          "",
          "came_again is at least retention.least-customers: enough to say so.");

  /** In place of a category: whatever it was. */
  public static final String ANY = "(any)";

  public static final Table TABLE =
      Table.named(
              "gold.next_categories",
              "Customers with a category on their first occasion, and one on their second.")
          .writtenBy("products")
          .layout(Layout.SLICED)
          .key(AS_OF, CATEGORY, NEXT_CATEGORY)
          .columns(COLUMNS)
          .build();

  private NextCategories() {}
}
