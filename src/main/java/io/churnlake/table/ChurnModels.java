package io.churnlake.table;

import org.apache.spark.sql.types.StructType;

/** gold.churn_models: the registry of churn models, one row a training. */
public final class ChurnModels {
  private static final Columns COLUMNS = new Columns();

  public static final String AS_OF =
      COLUMNS.add(Table.AS_OF, Types.DATE, "shop's zone", "The business date it was trained for.");
  public static final String MODEL_VERSION =
      COLUMNS.add(
          "model_version",
          Types.STRING,
          "",
          "as_of and a hash of the training rows and the settings.");
  public static final String ALGORITHM =
      COLUMNS.add(
          "algorithm",
          Types.STRING,
          "",
          "'logistic', 'forest', 'boosted' or their 'average'; 'bg_nbd' or 'recency_rate' where"
              + " these rules forecast better.");
  public static final String STATUS =
      COLUMNS.add(
          "status",
          Types.STRING,
          "",
          "'champion': scores, or did until another one took over; 'challenger': learnt, but"
              + " not used; 'rolled_back': an earlier champion was taken back in its place.");
  public static final String DECISION =
      COLUMNS.add("decision", Types.STRING, "", "Why it has that status, with the figures.");
  public static final String FEATURES =
      COLUMNS.add(
          "features",
          Types.listOf(Types.STRING),
          "",
          "Columns of gold.churn_features that it takes, in the order of its inputs.");
  public static final String MODEL =
      COLUMNS.add(
          "model",
          Types.STRING,
          "",
          "The model as JSON: inputs to log-odds of leaving; NULL for a challenger, and for all but"
              + " the newest churn.models-kept others.");
  public static final String PARAMETERS =
      COLUMNS.add(
          "parameters", Types.mapOf(Types.DOUBLE), "", "What was given to the learner, by name.");
  public static final String SEED =
      COLUMNS.add("seed", Types.LONG, "", "Of everything random in its training.");
  public static final String SETTINGS =
      COLUMNS.add("settings", Types.STRING, "", "The configuration that a model depends on.");
  public static final String TRAINING_CUT_OFFS =
      COLUMNS.add(
          "training_cut_offs", Types.listOf(Types.DATE), "shop's zone", "Cut-offs learnt from.");
  public static final String TRAINING_ROWS =
      COLUMNS.add("training_rows", Types.LONG, "customers", "Customers summed over the cut-offs.");
  public static final String CHURNERS =
      COLUMNS.add("churners", Types.LONG, "customers", "Of these, churned.");
  public static final String BASE_RATE =
      COLUMNS.add("base_rate", Types.DOUBLE, "share", "churners / training_rows.");
  public static final String HORIZON_DAYS =
      COLUMNS.add("horizon_days", Types.INT, "days", "Churn is no occasion in so many days.");
  public static final String TRAINING_CHECKSUM =
      COLUMNS.add(
          "training_checksum",
          Types.STRING,
          "",
          "Of the training rows in any order, what BG/NBD adds to them aside.");
  public static final String DATA_VERSION =
      COLUMNS.add(
          "data_version",
          Types.STRING,
          "",
          "Delta versions of the tables it was made from, and of gold.churn_training.");
  public static final String SCORES_FROM =
      COLUMNS.add(
          "scores_from",
          Types.listOf(Types.DATE),
          "shop's zone",
          "Dates from which it scores until another one does: as_of of a champion, and that of"
              + " each time it was taken back.");

  /** Of {@link #SEASON}: the model that it is for. */
  public static final String SEASON_OF = "of_model";

  /** Of {@link #SEASON}: what is added to everybody's log-odds. */
  public static final String SEASON_APPLIED = "applied";

  public static final String SEASON =
      COLUMNS.add(
          "season",
          new StructType()
              .add(SEASON_OF, Types.STRING)
              .add("year_ago", Types.DATE)
              .add("history_days", Types.INT)
              .add("shift", Types.DOUBLE)
              .add(SEASON_APPLIED, Types.DOUBLE)
              .add("log_loss_without", Types.DOUBLE)
              .add("log_loss_with", Types.DOUBLE),
          "",
          "How far the log-odds of the model that scores from this as_of on ('of_model') are"
              + " moved for the season ('applied'), from the churn of a year ago; NULL where the log does not"
              + " reach so far back.");
  public static final String REFERENCE =
      COLUMNS.add(
          "reference",
          Types.STRING,
          "",
          "The customers of the newest cut-off as JSON, as far as gold.churn_drift compares"
              + " others with them: bins and how many were in each; NULL for a challenger.");
  public static final String SEARCH =
      COLUMNS.add(
          "search",
          new StructType()
              .add("there", Types.INT)
              .add("tried", Types.INT)
              .add("customers", Types.INT)
              .add("log_loss_by_default", Types.mapOf(Types.DOUBLE))
              .add("log_loss", Types.mapOf(Types.DOUBLE)),
          "",
          "The search for parameters (churn.search-seconds): sets there were beside the defaults, sets"
              + " tried, customers they were tried on, log-loss of each learner with its defaults and with"
              + " what it was given; NULL where none was made.");

  /** Scores from its as_of on, until another one takes over. */
  public static final String CHAMPION = "champion";

  /** Was learnt and tried, and does not score. */
  public static final String CHALLENGER = "challenger";

  /** Scored until an earlier champion was taken back in its place, or would have. */
  public static final String ROLLED_BACK = "rolled_back";

  public static final Table TABLE =
      Table.named(
              "gold.churn_models",
              "A churn model that was trained for an as_of. A date is scored by the one with the newest"
                  + " scores_from up to it.")
          .writtenBy("train")
          .layout(Layout.SLICED)
          .key(AS_OF)
          .columns(COLUMNS)
          .build();

  private ChurnModels() {}
}
