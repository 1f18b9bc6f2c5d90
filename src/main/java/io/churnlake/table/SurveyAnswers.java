package io.churnlake.table;

/** silver.survey_answers: how likely customers are to recommend the shop, by their own word. */
public final class SurveyAnswers {
  private static final Columns COLUMNS = new Columns();

  public static final String ANSWERED_ON =
      COLUMNS.add("answered_on", Types.DATE, "shop's zone", "The day of the answer.");
  public static final String CUSTOMER_KEY =
      COLUMNS.add("customer_key", Types.STRING, "", "Keyed hash of the customer; NULL: anonymous.");
  public static final String NPS =
      COLUMNS.add("nps", Types.INT, "0 to 10", "How likely to recommend the shop.");
  public static final String REASON =
      COLUMNS.add("reason", Types.STRING, "", "The answer's reason code, at most 64 characters.");
  public static final String OCCURRENCE =
      COLUMNS.add("occurrence", Types.INT, "", "1, 2, ... among rows that are alike.");

  public static final Table TABLE =
      Table.named("silver.survey_answers", "One answer, later ones than as_of too.")
          .writtenBy("inputs")
          .layout(Layout.REPLACED)
          .key(ANSWERED_ON, CUSTOMER_KEY, NPS, REASON, OCCURRENCE)
          .columns(COLUMNS)
          .build();

  private SurveyAnswers() {}
}
