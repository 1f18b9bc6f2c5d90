package io.churnlake.table;

/** gold.churn_evaluation: how good published scores turned out to be. */
public final class ChurnEvaluation {
  public static final String AS_OF = Table.AS_OF;
  public static final String EVALUATED_AS_OF = "evaluated_as_of";

  public static final Table TABLE =
      ChurnMetrics.addTo(
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
                      "The date up to which orders were looked at."))
          .build();

  private ChurnEvaluation() {}
}
