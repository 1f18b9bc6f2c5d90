package io.churnlake.table;

/** gold.churn_validation: how good the model's algorithm was on what it had not seen. */
public final class ChurnValidation {
  private static final Columns COLUMNS = new Columns();

  public static final String AS_OF =
      COLUMNS.add(Table.AS_OF, Types.DATE, "shop's zone", "The business date of the training.");
  public static final String SPLIT =
      COLUMNS.add(
          "split",
          Types.STRING,
          "",
          "'time': learnt on cut-offs whose outcome was known at the validated one;"
              + " 'customers': learnt on other customers.");
  public static final String LEARNT_ON =
      COLUMNS.add("learnt_on", Types.listOf(Types.DATE), "shop's zone", "Cut-offs learnt from.");
  public static final String VALIDATED_ON =
      COLUMNS.add("validated_on", Types.DATE, "shop's zone", "Cut-off scored and compared.");

  public static final Table TABLE =
      Table.named(
              "gold.churn_validation",
              "Quality of a score in one split and population, at the training of an" + " as_of.")
          .writtenBy("train")
          .layout(Layout.SLICED)
          .key(AS_OF, SPLIT, ChurnMetrics.POPULATION, ChurnMetrics.SCORE_NAME)
          .columns(COLUMNS)
          .columns(ChurnMetrics.COLUMNS)
          .build();

  private ChurnValidation() {}
}
