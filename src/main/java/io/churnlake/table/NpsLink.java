package io.churnlake.table;

/** gold.nps_link: whether those who would recommend the shop buy again. */
public final class NpsLink {
  public static final String AS_OF = Table.AS_OF;
  public static final String NPS_GROUP = "nps_group";
  public static final String WINDOW_DAYS = Kpis.WINDOW_DAYS;
  public static final String CUSTOMERS = "customers";
  public static final String BOUGHT_AGAIN = "bought_again";
  public static final String REPURCHASE_RATE = "repurchase_rate";
  public static final String PROMOTER = "promoter";
  public static final String PASSIVE = "passive";
  public static final String DETRACTOR = "detractor";

  public static final Table TABLE = definition();

  private NpsLink() {}

  private static Table definition() {
    Table.Builder table =
        Table.named(
                "gold.nps_link",
                "The customers of one group by their newest answer whose window has ended by as_of;"
                    + " no rows without silver.survey_answers.")
            .writtenBy("economics")
            .layout(Layout.SLICED)
            .key(AS_OF, NPS_GROUP)
            .column(AS_OF, Types.DATE, "shop's zone", "What is dated up to this day is known.")
            .column(
                NPS_GROUP, Types.STRING, "", "'promoter' (9, 10), 'passive' (7, 8), 'detractor'.")
            .column(
                WINDOW_DAYS, Types.INT, "days", "How long after the answer; churn.horizon-days.")
            .column(CUSTOMERS, Types.LONG, "customers", "Who answered so.")
            .column(
                BOUGHT_AGAIN,
                Types.LONG,
                "customers",
                "Those of them with an occasion in the window after the day of the answer.");
    Rates.share(table, REPURCHASE_RATE, "bought_again / customers.", Kpis.DENOMINATOR_ZERO);
    return table.build();
  }
}
