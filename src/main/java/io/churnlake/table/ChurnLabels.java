package io.churnlake.table;

/** gold.churn_labels: what customers did after a cut-off date. */
public final class ChurnLabels {
  public static final String AS_OF = Table.AS_OF;
  public static final String CUSTOMER_KEY = CustomerDays.CUSTOMER_KEY;
  public static final String CHURNED = "churned";
  public static final String HORIZON_DAYS = "horizon_days";
  public static final String KNOWN_AT = "known_at";

  public static final Table TABLE =
      Table.named(
              "gold.churn_labels",
              "Whether a customer of the scored population at a cut-off date churned after it.")
          .writtenBy("features")
          .layout(Layout.SLICED)
          .key(AS_OF, CUSTOMER_KEY)
          .column(AS_OF, Types.DATE, "shop's zone", "The cut-off date.")
          .column(CUSTOMER_KEY, Types.STRING, "", "Keyed hash of the customer.")
          .column(
              CHURNED,
              Types.BOOLEAN,
              "",
              "No counting occasion after the cut-off up to and including known_at.")
          .column(HORIZON_DAYS, Types.INT, "days", "Length of that window.")
          .column(
              KNOWN_AT,
              Types.DATE,
              "shop's zone",
              "Last day of the window; never after the run's" + " as_of.")
          .build();

  private ChurnLabels() {}
}
