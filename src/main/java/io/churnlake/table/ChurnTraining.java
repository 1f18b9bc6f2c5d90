package io.churnlake.table;

/** gold.churn_training: what the newest churn model was learnt from. */
public final class ChurnTraining {
  public static final String AS_OF = Table.AS_OF;
  public static final String CUSTOMER_KEY = CustomerDays.CUSTOMER_KEY;
  public static final String CHURNED = "churned";
  public static final String KNOWN_AT = "known_at";

  public static final Table TABLE =
      ChurnFeatures.addTo(
              Table.named(
                      "gold.churn_training",
                      "One customer of the scored population at a training cut-off, the features of"
                          + " then and what came after; of the newest training alone.")
                  .writtenBy("train")
                  .layout(Layout.REPLACED)
                  .key(AS_OF, CUSTOMER_KEY))
          .column(
              CHURNED,
              Types.BOOLEAN,
              "",
              "No counting occasion after the cut-off up to and including known_at.")
          .column(
              KNOWN_AT,
              Types.DATE,
              "shop's zone",
              "The cut-off and the horizon; never after the date that was trained for.")
          .build();

  private ChurnTraining() {}
}
