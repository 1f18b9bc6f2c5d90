package io.churnlake.table;

/** gold.uplift_quality: whether it can be told whom a measure keeps. */
public final class UpliftQuality {
  public static final String AS_OF = Table.AS_OF;
  public static final String MEASURE = CampaignContacts.MEASURE;
  public static final String SHARE = "share";
  public static final String TREATED = MeasureEffect.TREATED;
  public static final String TREATED_RETAINED = MeasureEffect.TREATED_RETAINED;
  public static final String CONTROL = MeasureEffect.CONTROL;
  public static final String CONTROL_RETAINED = MeasureEffect.CONTROL_RETAINED;
  public static final String EFFECT = "effect";
  public static final String GAIN = "gain";
  public static final String QINI = "qini";
  public static final String AVERAGE_EFFECT = "average_effect";
  public static final String IS_SHOWN = "is_shown";

  public static final Table TABLE = definition();

  private UpliftQuality() {}

  private static Table definition() {
    Table.Builder table =
        Table.named(
                "gold.uplift_quality",
                "One measure with at least 500 customers treated and 500 left alone whose window has"
                    + " ended, and a share of them: those expected to be kept most. Each half of"
                    + " the customers is told by models of the other half.")
            .writtenBy("uplift")
            .layout(Layout.SLICED)
            .key(AS_OF, MEASURE, SHARE)
            .column(AS_OF, Types.DATE, "shop's zone", "What is dated up to this day is known.")
            .column(MEASURE, Types.STRING, "", "As the contacts have it.")
            .column(
                SHARE,
                Types.DOUBLE,
                "share",
                "0.1, 0.2, ... 1 of the customers, at least: those of equal uplift are together.")
            .column(
                TREATED,
                Types.LONG,
                "customers",
                "Of these, who were contacted; had bought in churn.lookback-days before.")
            .column(TREATED_RETAINED, Types.LONG, "customers", "With an occasion in the window.")
            .column(CONTROL, Types.LONG, "customers", "Of these, who were left alone.")
            .column(CONTROL_RETAINED, Types.LONG, "customers", "With an occasion in the window.")
            .column(
                EFFECT,
                Types.DOUBLE,
                "share",
                "treated_retained / treated - control_retained / control; NULL without either.")
            .column(
                GAIN,
                Types.DOUBLE,
                "share",
                "Of all treated, who were kept by contacting these: the Qini curve, (treated_retained"
                    + " - control_retained x treated / control) / all treated.")
            .column(
                QINI,
                Types.DOUBLE,
                "share",
                "Area between the curve of all customers and the straight line to its end; 0: the"
                    + " order tells nothing (Radcliffe 2007). The same in all rows of a measure.");
    Rates.bounds(table, QINI, "share", "bootstrap over customers");
    table.column(
        AVERAGE_EFFECT, Types.DOUBLE, "share", "Of all these customers; the same in all rows.");
    Rates.bounds(table, AVERAGE_EFFECT, "share", "bootstrap over customers");
    return table
        .column(
            IS_SHOWN,
            Types.BOOLEAN,
            "",
            "qini_low and average_effect_low are above 0: it is shown that the measure keeps"
                + " customers, and that it can be told whom more than others.")
        .build();
  }
}
