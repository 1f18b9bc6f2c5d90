package io.churnlake.table;

/** gold.churn_importance: what a model goes by, over many customers. */
public final class ChurnImportance {
  public static final String AS_OF = Table.AS_OF;
  public static final String MODEL_VERSION = ChurnModels.MODEL_VERSION;
  public static final String SPLIT = "split";
  public static final String PART = "part";
  public static final String FEATURE = "feature";
  public static final String CUSTOMERS = "customers";
  public static final String MEAN_ABS_CONTRIBUTION = "mean_abs_contribution";
  public static final String MEAN_CONTRIBUTION = "mean_contribution";
  public static final String RANK = "rank";

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
          .column(AS_OF, Types.DATE, "shop's zone", "The date that was scored.")
          .column(MODEL_VERSION, Types.STRING, "", "The model that scored.")
          .column(SPLIT, Types.STRING, "", "'all', or 'segment' of gold.rfm of as_of.")
          .column(PART, Types.STRING, "", "'all', or the segment.")
          .column(FEATURE, Types.STRING, "", "Column of gold.churn_features.")
          .column(CUSTOMERS, Types.LONG, "customers", "Looked at, by a hash of their keys.")
          .column(
              MEAN_ABS_CONTRIBUTION,
              Types.DOUBLE,
              "log-odds",
              "Mean of the absolute Shapley values: how much the feature moves scores.")
          .column(
              MEAN_CONTRIBUTION,
              Types.DOUBLE,
              "log-odds",
              "Mean of the Shapley values: above 0, it raises the scores of this part on the whole.")
          .column(
              RANK,
              Types.INT,
              "place",
              "By mean_abs_contribution within the part, 1 the largest; equal ones in the features'"
                  + " order.")
          .build();

  private ChurnImportance() {}
}
