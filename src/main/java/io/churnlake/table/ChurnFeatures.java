package io.churnlake.table;

/**
 * gold.churn_features: what was known of a customer at as_of, a column for each {@link Feature}.
 */
public final class ChurnFeatures {
  public static final String AS_OF = Table.AS_OF;
  public static final String CUSTOMER_KEY = CustomerDays.CUSTOMER_KEY;
  public static final String RECENCY_DAYS = Feature.RECENCY_DAYS.column();
  public static final String OCCASIONS = Feature.OCCASIONS.column();

  public static final Table TABLE =
      addTo(
              Table.named(
                      "gold.churn_features",
                      "One customer of the scored population at as_of, from what is dated up to it"
                          + " only.")
                  .writtenBy("features")
                  .layout(Layout.SLICED)
                  .key(AS_OF, CUSTOMER_KEY))
          .build();

  private ChurnFeatures() {}

  /** The date, the customer, and the features. */
  static Table.Builder addTo(Table.Builder table) {
    table
        .column(AS_OF, Types.DATE, "shop's zone", "The date up to which all is known.")
        .column(CUSTOMER_KEY, Types.STRING, "", "Keyed hash of the customer.");
    for (Feature feature : Feature.all()) {
      table.column(feature.column(), feature.type(), feature.unit(), feature.meaning());
    }
    return table;
  }
}
