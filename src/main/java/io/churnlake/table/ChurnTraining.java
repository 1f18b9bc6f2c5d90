package io.churnlake.table;

/** gold.churn_training: what the newest churn model was learnt from. */
public final class ChurnTraining {
  private static final Columns COLUMNS = new Columns();

  public static final String AS_OF = Table.AS_OF;
  public static final String CUSTOMER_KEY = CustomerDays.CUSTOMER_KEY;
  public static final String CHURNED =
      COLUMNS.add(
          "churned",
          Types.BOOLEAN,
          "",
          "No counting occasion after the cut-off up to and including known_at.");
  public static final String KNOWN_AT =
      COLUMNS.add(
          "known_at",
          Types.DATE,
          "shop's zone",
          "The cut-off and the horizon; never after the date that was trained for.");

  public static final Table TABLE =
      Table.named(
              "gold.churn_training",
              "One customer of the scored population at a training cut-off, the features of"
                  + " then and what came after; of the newest training alone.")
          .writtenBy("train")
          .layout(Layout.REPLACED)
          .key(AS_OF, CUSTOMER_KEY)
          .columns(ChurnFeatures.COLUMNS)
          .columns(COLUMNS)
          .build();

  private ChurnTraining() {}
}
