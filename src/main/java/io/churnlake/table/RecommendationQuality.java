package io.churnlake.table;

/** gold.recommendation_quality: how often models of recommendation name what is bought next. */
public final class RecommendationQuality {
  private static final Columns COLUMNS = new Columns();

  public static final String AS_OF =
      COLUMNS.add(Table.AS_OF, Types.DATE, "shop's zone", "Purchases up to this day are known.");
  public static final String MODEL =
      COLUMNS.add(Recommendations.MODEL, Types.STRING, "", "As in gold.recommendations.");
  public static final String IS_USED =
      COLUMNS.add("is_used", Types.BOOLEAN, "", "Recommends until the next time it is learnt.");
  public static final String LEARNT_FROM =
      COLUMNS.add(
          "learnt_from",
          Types.LONG,
          "customers",
          "With a purchase, 200,000 at most, by chance; those tried on among them, whom"
              + " factors do not learn from.");
  public static final String TRIED_ON =
      COLUMNS.add(
          "tried_on",
          Types.LONG,
          "customers",
          "A fifth of them, 10,000 at most, if their last occasion is not the first and has a"
              + " product that may be recommended.");
  public static final String HITS =
      COLUMNS.add("hits", Types.LONG, "customers", "Bought one of the five then.");
  public static final String HIT_RATE =
      Rates.bounds(
          COLUMNS,
          COLUMNS.add("hit_rate", Types.DOUBLE, "share", "hits / tried_on."),
          "share",
          "Wilson");
  public static final String LEAD =
      Rates.bounds(
          COLUMNS,
          COLUMNS.add(
              "lead",
              Types.DOUBLE,
              "share",
              "Of 'als': its hit_rate less that of the better best sellers; it is used if low is above"
                  + " 0. NULL of others."),
          "share",
          "paired shares");

  public static final String TOO_FEW = "too_few_customers_with_two_products";
  public static final String NOBODY = "nobody_to_try_on";

  public static final String NULL_REASON =
      COLUMNS.add(
          "null_reason",
          Types.STRING,
          "",
          "Why hits and rates are NULL: '" + TOO_FEW + "', '" + NOBODY + "'.");

  public static final Table TABLE =
      Table.named(
              "gold.recommendation_quality",
              "One model of recommendation: how often one of its five products was bought on the"
                  + " customer's last occasion, which it did not see.")
          .writtenBy("recommend")
          .layout(Layout.SLICED)
          .key(AS_OF, MODEL)
          .columns(COLUMNS)
          .build();

  private RecommendationQuality() {}
}
