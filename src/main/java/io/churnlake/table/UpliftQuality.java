package io.churnlake.table;

/** gold.uplift_quality: whether it can be told whom a measure keeps. */
public final class UpliftQuality {
  private static final Columns COLUMNS = new Columns();

  public static final String AS_OF =
      COLUMNS.add(Table.AS_OF, Types.DATE, "shop's zone", "What is dated up to this day is known.");
  public static final String MEASURE =
      COLUMNS.add(CampaignContacts.MEASURE, Types.STRING, "", "As the contacts have it.");
  public static final String SHARE =
      COLUMNS.add(
          "share",
          Types.DOUBLE,
          "share",
          "0.1, 0.2, ... 1 of the customers, at least: those of equal uplift are together.");
  public static final String TREATED =
      COLUMNS.add(
          MeasureEffect.TREATED,
          Types.LONG,
          "customers",
          "Of these, who were contacted; had bought in churn.lookback-days before.");
  public static final String TREATED_RETAINED =
      COLUMNS.add(
          MeasureEffect.TREATED_RETAINED,
          Types.LONG,
          "customers",
          "With an occasion in the window.");
  public static final String CONTROL =
      COLUMNS.add(MeasureEffect.CONTROL, Types.LONG, "customers", "Of these, who were left alone.");
  public static final String CONTROL_RETAINED =
      COLUMNS.add(
          MeasureEffect.CONTROL_RETAINED,
          Types.LONG,
          "customers",
          "With an occasion in the window.");
  public static final String EFFECT =
      COLUMNS.add(
          "effect",
          Types.DOUBLE,
          "share",
          "treated_retained / treated - control_retained / control; NULL without either.");
  public static final String GAIN =
      COLUMNS.add(
          "gain",
          Types.DOUBLE,
          "share",
          "Of all treated, who were kept by contacting these: the Qini curve, (treated_retained"
              + " - control_retained x treated / control) / all treated.");
  public static final String QINI =
      Rates.bounds(
          COLUMNS,
          COLUMNS.add(
              "qini",
              Types.DOUBLE,
              "share",
              "Area between the curve of all customers and the straight line to its end; 0: the"
                  + " order tells nothing (Radcliffe 2007). The same in all rows of a measure."),
          "share",
          "bootstrap over customers");
  public static final String AVERAGE_EFFECT =
      Rates.bounds(
          COLUMNS,
          COLUMNS.add(
              "average_effect",
              Types.DOUBLE,
              "share",
              "Of all these customers; the same in all rows."),
          "share",
          "bootstrap over customers");
  public static final String IS_SHOWN =
      COLUMNS.add(
          "is_shown",
          Types.BOOLEAN,
          "",
          "qini_low and average_effect_low are above 0: it is shown that the measure keeps"
              + " customers, and that it can be told whom more than others.");

  public static final Table TABLE =
      Table.named(
              "gold.uplift_quality",
              "One measure with at least 500 customers treated and 500 left alone whose window has"
                  + " ended, and a share of them: those expected to be kept most. Each half of"
                  + " the customers is told by models of the other half.")
          .writtenBy("uplift")
          .layout(Layout.SLICED)
          .key(AS_OF, MEASURE, SHARE)
          .columns(COLUMNS)
          .build();

  private UpliftQuality() {}
}
