package io.churnlake.table;

/** gold.recommendation_quality: how often models of recommendation name what is bought next. */
public final class RecommendationQuality {
  public static final String AS_OF = Table.AS_OF;
  public static final String MODEL = Recommendations.MODEL;
  public static final String IS_USED = "is_used";
  public static final String LEARNT_FROM = "learnt_from";
  public static final String TRIED_ON = "tried_on";
  public static final String HITS = "hits";
  public static final String HIT_RATE = "hit_rate";
  public static final String LEAD = "lead";
  public static final String NULL_REASON = "null_reason";

  public static final String TOO_FEW = "too_few_customers_with_two_products";
  public static final String NOBODY = "nobody_to_try_on";

  public static final Table TABLE = definition();

  private RecommendationQuality() {}

  private static Table definition() {
    Table.Builder table =
        Table.named(
                "gold.recommendation_quality",
                "One model of recommendation: how often one of its five products was bought on the"
                    + " customer's last occasion, which it did not see.")
            .writtenBy("recommend")
            .layout(Layout.SLICED)
            .key(AS_OF, MODEL)
            .column(AS_OF, Types.DATE, "shop's zone", "Purchases up to this day are known.")
            .column(MODEL, Types.STRING, "", "As in gold.recommendations.")
            .column(IS_USED, Types.BOOLEAN, "", "Recommends until the next time it is learnt.")
            .column(
                LEARNT_FROM,
                Types.LONG,
                "customers",
                "With a purchase, 200,000 at most, by chance; those tried on among them, whom"
                    + " factors do not learn from.")
            .column(
                TRIED_ON,
                Types.LONG,
                "customers",
                "A fifth of them, 10,000 at most, if their last occasion is not the first and has a"
                    + " product that may be recommended.")
            .column(HITS, Types.LONG, "customers", "Bought one of the five then.");
    table.column(HIT_RATE, Types.DOUBLE, "share", "hits / tried_on.");
    Rates.bounds(table, HIT_RATE, "share", "Wilson");
    table.column(
        LEAD,
        Types.DOUBLE,
        "share",
        "Of 'als': its hit_rate less that of the better best sellers; it is used if low is above"
            + " 0. NULL of others.");
    Rates.bounds(table, LEAD, "share", "paired shares");
    return table
        .column(
            NULL_REASON,
            Types.STRING,
            "",
            "Why hits and rates are NULL: '" + TOO_FEW + "', '" + NOBODY + "'.")
        .build();
  }
}
