package io.churnlake.table;

/** gold.churn_drift: how far the scored customers differ from those that the model learnt from. */
public final class ChurnDrift {
  public static final String AS_OF = Table.AS_OF;
  public static final String MODEL_VERSION = ChurnModels.MODEL_VERSION;
  public static final String KIND = "kind";
  public static final String FEATURE = "feature";
  public static final String REFERENCE_CUSTOMERS = "reference_customers";
  public static final String CUSTOMERS = "customers";
  public static final String PSI = "psi";
  public static final String PSI_BY_CHANCE = "psi_by_chance";
  public static final String JENSEN_SHANNON = "jensen_shannon";
  public static final String MISSING_SHARE_REFERENCE = "missing_share_reference";
  public static final String MISSING_SHARE = "missing_share";
  public static final String BY_NATURE = "by_nature";
  public static final String LEVEL = "level";

  /** Kinds. */
  public static final String KIND_FEATURE = "feature";

  public static final String KIND_SCORE = "score";

  /** The level that has a model learnt anew. */
  public static final String ALARM = "alarm";

  public static final Table TABLE =
      Table.named(
              "gold.churn_drift",
              "One feature that the model in use goes by, or its score: the customers scored for an"
                  + " as_of against those that the model learnt from.")
          .writtenBy("score")
          .layout(Layout.SLICED)
          .key(AS_OF, KIND, FEATURE)
          .column(AS_OF, Types.DATE, "shop's zone", "The date that was scored.")
          .column(MODEL_VERSION, Types.STRING, "", "The model in use.")
          .column(KIND, Types.STRING, "", "'feature' or 'score'.")
          .column(
              FEATURE,
              Types.STRING,
              "",
              "The column of gold.churn_features, or of gold.churn_scores.")
          .column(
              REFERENCE_CUSTOMERS,
              Types.LONG,
              "customers",
              "At the newest cut-off that the model learnt from, a sample of 100,000 at most.")
          .column(CUSTOMERS, Types.LONG, "customers", "Scored.")
          .column(
              PSI,
              Types.DOUBLE,
              "",
              "Population stability index over bins of tenths of the reference; 0 for no drift.")
          .column(
              PSI_BY_CHANCE,
              Types.DOUBLE,
              "",
              "One in a thousand comparisons of so many unchanged customers has a higher psi.")
          .column(
              JENSEN_SHANNON,
              Types.DOUBLE,
              "bits",
              "Jensen-Shannon divergence over the same bins, 0 to 1.")
          .column(
              MISSING_SHARE_REFERENCE, Types.DOUBLE, "share", "Of the reference, without a value.")
          .column(MISSING_SHARE, Types.DOUBLE, "share", "Of the scored, without a value.")
          .column(
              BY_NATURE,
              Types.STRING,
              "",
              "Why it drifts although customers do not change, so that it raises no alarm:"
                  + " 'calendar', 'log_age', 'refit' or 'young_log', see docs/tables.md. NULL"
                  + " otherwise.")
          .column(
              LEVEL,
              Types.STRING,
              "",
              "'ok', 'warning' or 'alarm', by psi and churn.drift; 'ok' up to psi_by_chance.")
          .build();

  private ChurnDrift() {}
}
