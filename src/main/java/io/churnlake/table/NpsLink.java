package io.churnlake.table;

/** gold.nps_link: whether those who would recommend the shop buy again. */
public final class NpsLink {
  private static final Columns COLUMNS = new Columns();

  public static final String AS_OF =
      COLUMNS.add(Table.AS_OF, Types.DATE, "shop's zone", "What is dated up to this day is known.");
  public static final String NPS_GROUP =
      COLUMNS.add(
          "nps_group", Types.STRING, "", "'promoter' (9, 10), 'passive' (7, 8), 'detractor'.");
  public static final String WINDOW_DAYS =
      COLUMNS.add(
          Kpis.WINDOW_DAYS, Types.INT, "days", "How long after the answer; churn.horizon-days.");
  public static final String CUSTOMERS =
      COLUMNS.add("customers", Types.LONG, "customers", "Who answered so.");
  public static final String BOUGHT_AGAIN =
      COLUMNS.add(
          "bought_again",
          Types.LONG,
          "customers",
          "Those of them with an occasion in the window after the day of the answer.");
  public static final String REPURCHASE_RATE =
      Rates.share(COLUMNS, "repurchase_rate", "bought_again / customers.", Kpis.DENOMINATOR_ZERO);

  public static final String PROMOTER = "promoter";
  public static final String PASSIVE = "passive";
  public static final String DETRACTOR = "detractor";

  public static final Table TABLE =
      Table.named(
              "gold.nps_link",
              "The customers of one group by their newest answer whose window has ended by as_of;"
                  + " no rows without silver.survey_answers.")
          .writtenBy("economics")
          .layout(Layout.SLICED)
          .key(AS_OF, NPS_GROUP)
          .columns(COLUMNS)
          .build();

  private NpsLink() {}
}
