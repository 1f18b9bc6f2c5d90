package io.churnlake.table;

/** gold.churn_drift: how far the scored customers differ from those that the model learnt from. */
public final class ChurnDrift {
  private static final Columns COLUMNS = new Columns();

  public static final String AS_OF =
      COLUMNS.add(Table.AS_OF, Types.DATE, "shop's zone", "The date that was scored.");
  public static final String MODEL_VERSION =
      COLUMNS.add(ChurnModels.MODEL_VERSION, Types.STRING, "", "The model in use.");
  public static final String KIND = COLUMNS.add("kind", Types.STRING, "", "'feature' or 'score'.");
  public static final String FEATURE =
      COLUMNS.add(
          "feature",
          Types.STRING,
          "",
          "The column of gold.churn_features, or of gold.churn_scores.");
  public static final String REFERENCE_CUSTOMERS =
      COLUMNS.add(
          "reference_customers",
          Types.LONG,
          "customers",
          "At the newest cut-off that the model learnt from, a sample of 100,000 at most.");
  public static final String CUSTOMERS =
      COLUMNS.add("customers", Types.LONG, "customers", "Scored.");
  public static final String PSI =
      COLUMNS.add(
          "psi",
          Types.DOUBLE,
          "",
          "Population stability index over bins of tenths of the reference; 0 for no drift.");
  public static final String PSI_BY_CHANCE =
      COLUMNS.add(
          "psi_by_chance",
          Types.DOUBLE,
          "",
          "One in a thousand comparisons of so many unchanged customers has a higher psi.");
  public static final String JENSEN_SHANNON =
      COLUMNS.add(
          "jensen_shannon",
          Types.DOUBLE,
          "bits",
          "Jensen-Shannon divergence over the same bins, 0 to 1.");
  public static final String MISSING_SHARE_REFERENCE =
      COLUMNS.add(
          "missing_share_reference", Types.DOUBLE, "share", "Of the reference, without a value.");
  public static final String MISSING_SHARE =
      COLUMNS.add("missing_share", Types.DOUBLE, "share", "Of the scored, without a value.");
  public static final String BY_NATURE =
      COLUMNS.add(
          "by_nature",
          Types.STRING,
          "",
          "Why it drifts although customers do not change, so that it raises no alarm:"
              + " 'calendar', 'log_age', 'refit' or 'young_log', see docs/tables.md. NULL"
              + " otherwise.");
  public static final String LEVEL =
      COLUMNS.add(
          "level",
          Types.STRING,
          "",
          "'ok', 'warning' or 'alarm', by psi and churn.drift; 'ok' up to psi_by_chance.");

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
          .columns(COLUMNS)
          .build();

  private ChurnDrift() {}
}
