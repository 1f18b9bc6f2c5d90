package io.churnlake.table;

/** gold.churn_validation: how good the model's algorithm was on what it had not seen. */
public final class ChurnValidation {
  public static final String AS_OF = Table.AS_OF;
  public static final String SPLIT = "split";
  public static final String LEARNT_ON = "learnt_on";
  public static final String VALIDATED_ON = "validated_on";

  public static final Table TABLE =
      ChurnMetrics.addTo(
              Table.named(
                      "gold.churn_validation",
                      "Quality of a score in one split and population, at the training of an"
                          + " as_of.")
                  .writtenBy("train")
                  .layout(Layout.SLICED)
                  .key(AS_OF, SPLIT, ChurnMetrics.POPULATION, ChurnMetrics.SCORE_NAME)
                  .column(AS_OF, Types.DATE, "shop's zone", "The business date of the training.")
                  .column(
                      SPLIT,
                      Types.STRING,
                      "",
                      "'time': learnt on cut-offs whose outcome was known at the validated one;"
                          + " 'customers': learnt on other customers.")
                  .column(
                      LEARNT_ON, Types.listOf(Types.DATE), "shop's zone", "Cut-offs learnt from.")
                  .column(VALIDATED_ON, Types.DATE, "shop's zone", "Cut-off scored and compared."))
          .build();

  private ChurnValidation() {}
}
