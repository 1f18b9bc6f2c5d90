package io.churnlake.table;

/** silver.survey_answers: how likely customers are to recommend the shop, by their own word. */
public final class SurveyAnswers {
  public static final String ANSWERED_ON = "answered_on";
  public static final String CUSTOMER_KEY = "customer_key";
  public static final String NPS = "nps";
  public static final String REASON = "reason";
  public static final String OCCURRENCE = "occurrence";

  public static final Table TABLE =
      Table.named("silver.survey_answers", "One answer, later ones than as_of too.")
          .writtenBy("inputs")
          .layout(Layout.REPLACED)
          .key(ANSWERED_ON, CUSTOMER_KEY, NPS, REASON, OCCURRENCE)
          .column(ANSWERED_ON, Types.DATE, "shop's zone", "The day of the answer.")
          .column(CUSTOMER_KEY, Types.STRING, "", "Keyed hash of the customer; NULL: anonymous.")
          .column(NPS, Types.INT, "0 to 10", "How likely to recommend the shop.")
          .column(REASON, Types.STRING, "", "The answer's reason code, at most 64 characters.")
          .column(OCCURRENCE, Types.INT, "", "1, 2, ... among rows that are alike.")
          .build();

  private SurveyAnswers() {}
}
