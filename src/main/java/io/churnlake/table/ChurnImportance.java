package io.churnlake.table;

/** gold.churn_importance: what a model goes by, over many customers. */
public final class ChurnImportance {
  private static final Columns COLUMNS = new Columns();

  public static final String AS_OF =
      COLUMNS.add(Table.AS_OF, Types.DATE, "shop's zone", "The date that was scored.");
  public static final String MODEL_VERSION =
      COLUMNS.add(ChurnModels.MODEL_VERSION, Types.STRING, "", "The model that scored.");
  public static final String SPLIT =
      COLUMNS.add("split", Types.STRING, "", "'all', or 'segment' of gold.rfm of as_of.");
  public static final String PART = COLUMNS.add("part", Types.STRING, "", "'all', or the segment.");
  public static final String FEATURE =
      COLUMNS.add("feature", Types.STRING, "", "Column of gold.churn_features.");
  public static final String CUSTOMERS =
      COLUMNS.add("customers", Types.LONG, "customers", "Looked at, by a hash of their keys.");
  public static final String MEAN_ABS_CONTRIBUTION =
      COLUMNS.add(
          "mean_abs_contribution",
          Types.DOUBLE,
          "log-odds",
          "Mean of the absolute Shapley values: how much the feature moves scores.");
  public static final String MEAN_CONTRIBUTION =
      COLUMNS.add(
          "mean_contribution",
          Types.DOUBLE,
          "log-odds",
          "Mean of the Shapley values: above 0, it raises the scores of this part on the whole.");
  public static final String RANK =
      COLUMNS.add(
          "rank",
          Types.INT,
          "place",
          "By mean_abs_contribution within the part, 1 the largest; equal ones in the features'"
              + " order.");

  /** The split that divides nobody, and its part. */
  public static final String ALL = Cohorts.ALL;

  /** By {@link Rfm#SEGMENT}. */
  public static final String SEGMENT = Rfm.SEGMENT;

  public static final Table TABLE =
      Table.named(
              "gold.churn_importance",
              "A feature of the model that scores as_of, and what it contributes to the scores of"
                  + " some 20,000 customers at most; of the first date that a model scores.")
          .writtenBy("score")
          .layout(Layout.SLICED)
          .key(AS_OF, SPLIT, PART, FEATURE)
          .columns(COLUMNS)
          .build();

  private ChurnImportance() {}
}
