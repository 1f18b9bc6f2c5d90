package io.churnlake.table;

/** gold.nps: promoters less detractors. */
public final class Nps {
  private static final Columns COLUMNS = new Columns();

  public static final String AS_OF =
      COLUMNS.add(Table.AS_OF, Types.DATE, "shop's zone", "Answers up to this day are known.");
  public static final String SPLIT =
      COLUMNS.add(
          Cohorts.SPLIT,
          Types.STRING,
          "",
          "'all', 'segment' (of gold.rfm), 'channel' or 'country' (of the first order).");
  public static final String SPLIT_VALUE =
      COLUMNS.add(Cohorts.SPLIT_VALUE, Types.STRING, "", "The part; '(unknown)' without one.");
  public static final String ANSWERS =
      COLUMNS.add("answers", Types.LONG, "answers", "All of them.");
  public static final String PROMOTERS =
      COLUMNS.add("promoters", Types.LONG, "answers", "9 and 10.");
  public static final String PASSIVES = COLUMNS.add("passives", Types.LONG, "answers", "7 and 8.");
  public static final String DETRACTORS =
      COLUMNS.add("detractors", Types.LONG, "answers", "0 to 6.");
  public static final String NPS = score(COLUMNS, "nps", Kpis.DENOMINATOR_ZERO);

  public static final String ALL = Cohorts.ALL;
  public static final String SEGMENT = Rfm.SEGMENT;
  public static final String CHANNEL = UnitEconomics.CHANNEL;
  public static final String COUNTRY = "country";

  public static final Table TABLE =
      Table.named(
              "gold.nps",
              "The answers of one part of the customers: of each its newest by as_of, and in"
                  + " 'all' the anonymous ones too. No rows without silver.survey_answers.")
          .writtenBy("economics")
          .layout(Layout.SLICED)
          .key(AS_OF, SPLIT, SPLIT_VALUE)
          .columns(COLUMNS)
          .build();

  private Nps() {}

  /** The score with its bounds and the reasons why it is NULL. */
  static String score(Columns columns, String name, String... reasons) {
    Rates.figure(
        columns,
        name,
        Types.DOUBLE,
        "-1 to 1",
        "(promoters - detractors) / answers; times 100 it is the usual score.",
        reasons);
    return Rates.bounds(
        columns,
        name,
        "-1 to 1",
        "normal; NULL for fewer than two answers, no width where all are alike");
  }
}
