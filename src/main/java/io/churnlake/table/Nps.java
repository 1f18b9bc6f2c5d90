package io.churnlake.table;

/** gold.nps: promoters less detractors. */
public final class Nps {
  public static final String AS_OF = Table.AS_OF;
  public static final String SPLIT = Cohorts.SPLIT;
  public static final String SPLIT_VALUE = Cohorts.SPLIT_VALUE;
  public static final String ANSWERS = "answers";
  public static final String PROMOTERS = "promoters";
  public static final String PASSIVES = "passives";
  public static final String DETRACTORS = "detractors";
  public static final String NPS = "nps";
  public static final String ALL = Cohorts.ALL;
  public static final String SEGMENT = Rfm.SEGMENT;
  public static final String CHANNEL = UnitEconomics.CHANNEL;
  public static final String COUNTRY = "country";

  public static final Table TABLE = definition();

  private Nps() {}

  private static Table definition() {
    Table.Builder table =
        Table.named(
                "gold.nps",
                "The answers of one part of the customers: of each its newest by as_of, and in"
                    + " 'all' the anonymous ones too. No rows without silver.survey_answers.")
            .writtenBy("economics")
            .layout(Layout.SLICED)
            .key(AS_OF, SPLIT, SPLIT_VALUE)
            .column(AS_OF, Types.DATE, "shop's zone", "Answers up to this day are known.")
            .column(
                SPLIT,
                Types.STRING,
                "",
                "'all', 'segment' (of gold.rfm), 'channel' or 'country' (of the first order).")
            .column(SPLIT_VALUE, Types.STRING, "", "The part; '(unknown)' without one.")
            .column(ANSWERS, Types.LONG, "answers", "All of them.")
            .column(PROMOTERS, Types.LONG, "answers", "9 and 10.")
            .column(PASSIVES, Types.LONG, "answers", "7 and 8.")
            .column(DETRACTORS, Types.LONG, "answers", "0 to 6.");
    score(table, NPS, Kpis.DENOMINATOR_ZERO);
    return table.build();
  }

  /** The score with its bounds and the reasons why it is NULL. */
  static void score(Table.Builder table, String name, String... reasons) {
    Rates.figure(
        table,
        name,
        Types.DOUBLE,
        "-1 to 1",
        "(promoters - detractors) / answers; times 100 it is the usual score.",
        reasons);
    Rates.bounds(
        table,
        name,
        "-1 to 1",
        "normal; NULL for fewer than two answers, no width where all are alike");
  }
}
