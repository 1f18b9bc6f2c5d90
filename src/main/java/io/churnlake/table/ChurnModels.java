package io.churnlake.table;

/** gold.churn_models: the churn model of each as_of. */
public final class ChurnModels {
  public static final String AS_OF = Table.AS_OF;
  public static final String MODEL_VERSION = "model_version";
  public static final String ALGORITHM = "algorithm";
  public static final String FEATURES = "features";
  public static final String INTERCEPT = "intercept";
  public static final String COEFFICIENTS = "coefficients";
  public static final String MEANS = "means";
  public static final String DEVIATIONS = "deviations";
  public static final String RECENCY_RATES = "recency_rates";
  public static final String TRAINING_CUT_OFFS = "training_cut_offs";
  public static final String TRAINING_ROWS = "training_rows";
  public static final String CHURNERS = "churners";
  public static final String BASE_RATE = "base_rate";
  public static final String HORIZON_DAYS = "horizon_days";
  public static final String DATA_VERSION = "data_version";
  public static final String PATH = "path";

  public static final Table TABLE =
      Table.named("gold.churn_models", "The churn model trained for an as_of; none without labels.")
          .writtenBy("train")
          .layout(Layout.SLICED)
          .key(AS_OF)
          .column(AS_OF, Types.DATE, "shop's zone", "The business date it was trained for.")
          .column(
              MODEL_VERSION,
              Types.STRING,
              "",
              "as_of and a hash of what was learnt; a rerun on the" + " same data gives the same.")
          .column(
              ALGORITHM,
              Types.STRING,
              "",
              "'logistic', 'gbt', or 'recency_rate' where the history" + " is too thin for either.")
          .column(FEATURES, Types.listOf(Types.STRING), "", "The model's inputs in their order.")
          .column(
              INTERCEPT, Types.DOUBLE, "log-odds", "Logistic: log-odds of the average customer.")
          .column(
              COEFFICIENTS,
              Types.mapOf(Types.DOUBLE),
              "log-odds",
              "Logistic: change per standard deviation of each feature.")
          .column(
              MEANS, Types.mapOf(Types.DOUBLE), "", "Logistic: mean of each feature in training.")
          .column(
              DEVIATIONS,
              Types.mapOf(Types.DOUBLE),
              "",
              "Logistic: standard deviation of each feature in training.")
          .column(
              RECENCY_RATES,
              Types.mapOf(Types.DOUBLE),
              "share",
              "recency_rate: churn probability by class of recency.")
          .column(
              TRAINING_CUT_OFFS, Types.listOf(Types.DATE), "shop's zone", "Cut-offs learnt from.")
          .column(TRAINING_ROWS, Types.LONG, "customers", "Customers summed over the cut-offs.")
          .column(CHURNERS, Types.LONG, "customers", "Of these, churned.")
          .column(BASE_RATE, Types.DOUBLE, "share", "churners / training_rows.")
          .column(HORIZON_DAYS, Types.INT, "days", "Churn is no occasion in so many days.")
          .column(DATA_VERSION, Types.STRING, "", "Delta versions of the tables it was made from.")
          .column(PATH, Types.STRING, "", "The saved MLlib pipeline, below the lake's folder.")
          .build();

  private ChurnModels() {}
}
