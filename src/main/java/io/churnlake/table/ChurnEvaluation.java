package io.churnlake.table;

import org.apache.spark.sql.types.StructType;

/** gold.churn_evaluation: how good published scores turned out to be, and what they are worth. */
public final class ChurnEvaluation {
  private static final Columns COLUMNS = new Columns();

  public static final String AS_OF =
      COLUMNS.add(Table.AS_OF, Types.DATE, "shop's zone", "The date that was scored.");
  public static final String EVALUATED_AS_OF =
      COLUMNS.add(
          "evaluated_as_of",
          Types.DATE,
          "shop's zone",
          "The date up to which orders were looked at.");

  /**
   * The riskiest share of the customers, the lowest score among them, and their contacts' worth.
   */
  public static final StructType SHARE =
      new StructType()
          .add("share", Types.DOUBLE)
          .add("threshold", Types.DOUBLE)
          .add("expected_profit", Types.DOUBLE)
          .add("realised_profit", Types.DOUBLE);

  private static final Columns WORTH = new Columns();

  public static final String PROFIT =
      WORTH.add(
          "profit",
          Types.listOf(SHARE),
          "currency",
          "Of contacting the riskiest tenth, two tenths, up to all, by the measures of"
              + " churnlake.actions: as expected from churn_probability, and as it would have been"
              + " for those who churned. Nobody contacted is 0. NULL unless population is 'all',"
              + " and where no value_at_risk is known.");
  public static final String BEST_SHARE =
      WORTH.add(
          "best_share",
          Types.DOUBLE,
          "share",
          "Of the customers, the riskiest, whose contacts would have brought most; 0: nobody's.");
  public static final String BEST_THRESHOLD =
      WORTH.add("best_threshold", Types.DOUBLE, "", "The lowest score among them; NULL: nobody's.");
  public static final String BEST_PROFIT =
      WORTH.add(
          "best_profit",
          Types.DOUBLE,
          "currency",
          "What they would have brought; chosen with the outcome in view, at least 0.");
  public static final String PLANNED_SHARE =
      WORTH.add(
          "planned_share",
          Types.DOUBLE,
          "share",
          "The share whose contacts were expected to bring most, which could be known before.");
  public static final String PLANNED_THRESHOLD =
      WORTH.add(
          "planned_threshold", Types.DOUBLE, "", "The lowest score among them; NULL: nobody's.");
  public static final String PLANNED_PROFIT =
      WORTH.add(
          "planned_profit",
          Types.DOUBLE,
          "currency",
          "What these would have brought; may be below 0.");

  public static final Table TABLE =
      Table.named(
              "gold.churn_evaluation",
              "Quality of the scores of an as_of against what happened since.")
          .writtenBy("evaluate")
          .layout(Layout.SLICED)
          .key(AS_OF, ChurnMetrics.POPULATION, ChurnMetrics.SCORE_NAME)
          .columns(COLUMNS)
          .columns(ChurnMetrics.COLUMNS)
          .columns(WORTH)
          .build();

  private ChurnEvaluation() {}
}
