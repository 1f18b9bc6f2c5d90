package io.churnlake.table;

import org.apache.spark.sql.types.StructType;

/** gold.churn_evaluation: how good published scores turned out to be, and what they are worth. */
public final class ChurnEvaluation {
  public static final String AS_OF = Table.AS_OF;
  public static final String EVALUATED_AS_OF = "evaluated_as_of";
  public static final String PROFIT = "profit";
  public static final String BEST_SHARE = "best_share";
  public static final String BEST_THRESHOLD = "best_threshold";
  public static final String BEST_PROFIT = "best_profit";
  public static final String PLANNED_SHARE = "planned_share";
  public static final String PLANNED_THRESHOLD = "planned_threshold";
  public static final String PLANNED_PROFIT = "planned_profit";

  /**
   * The riskiest share of the customers, the lowest score among them, and their contacts' worth.
   */
  public static final StructType SHARE =
      new StructType()
          .add("share", Types.DOUBLE)
          .add("threshold", Types.DOUBLE)
          .add("expected_profit", Types.DOUBLE)
          .add("realised_profit", Types.DOUBLE);

  public static final Table TABLE = definition();

  private ChurnEvaluation() {}

  private static Table definition() {
    Table.Builder table =
        Table.named(
                "gold.churn_evaluation",
                "Quality of the scores of an as_of against what happened since.")
            .writtenBy("evaluate")
            .layout(Layout.SLICED)
            .key(AS_OF, ChurnMetrics.POPULATION, ChurnMetrics.SCORE_NAME)
            .column(AS_OF, Types.DATE, "shop's zone", "The date that was scored.")
            .column(
                EVALUATED_AS_OF,
                Types.DATE,
                "shop's zone",
                "The date up to which orders were looked at.");
    return ChurnMetrics.addTo(table)
        .column(
            PROFIT,
            Types.listOf(SHARE),
            "currency",
            "Of contacting the riskiest tenth, two tenths, up to all, by the measures of"
                + " churnlake.actions: as expected from churn_probability, and as it would have been"
                + " for those who churned. Nobody contacted is 0. NULL unless population is 'all',"
                + " and where no value_at_risk is known.")
        .column(
            BEST_SHARE,
            Types.DOUBLE,
            "share",
            "Of the customers, the riskiest, whose contacts would have brought most; 0: nobody's.")
        .column(BEST_THRESHOLD, Types.DOUBLE, "", "The lowest score among them; NULL: nobody's.")
        .column(
            BEST_PROFIT,
            Types.DOUBLE,
            "currency",
            "What they would have brought; chosen with the outcome in view, at least 0.")
        .column(
            PLANNED_SHARE,
            Types.DOUBLE,
            "share",
            "The share whose contacts were expected to bring most, which could be known before.")
        .column(PLANNED_THRESHOLD, Types.DOUBLE, "", "The lowest score among them; NULL: nobody's.")
        .column(
            PLANNED_PROFIT,
            Types.DOUBLE,
            "currency",
            "What these would have brought; may be below 0.")
        .build();
  }
}
