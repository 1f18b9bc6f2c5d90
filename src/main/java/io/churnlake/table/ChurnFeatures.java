package io.churnlake.table;

/**
 * gold.churn_features: what was known of a customer at as_of, a column for each {@link Feature}.
 */
public final class ChurnFeatures {
  /** The date, the customer, and the features. */
  static final Columns COLUMNS = new Columns();

  public static final String AS_OF =
      COLUMNS.add(Table.AS_OF, Types.DATE, "shop's zone", "The date up to which all is known.");
  public static final String CUSTOMER_KEY =
      COLUMNS.add(CustomerDays.CUSTOMER_KEY, Types.STRING, "", "Keyed hash of the customer.");
  public static final String RECENCY_DAYS = Feature.RECENCY_DAYS.column();
  public static final String OCCASIONS = Feature.OCCASIONS.column();

  static {
    for (Feature feature : Feature.all()) {
      COLUMNS.add(feature.column(), feature.type(), feature.unit(), feature.meaning());
    }
  }

  public static final Table TABLE =
      Table.named(
              "gold.churn_features",
              "One customer of the scored population at as_of, from what is dated up to it"
                  + " only.")
          .writtenBy("features")
          .layout(Layout.SLICED)
          .key(AS_OF, CUSTOMER_KEY)
          .columns(COLUMNS)
          .build();

  private ChurnFeatures() {}
}
