package io.churnlake.table;

/** gold.loyalty: loyalty (advocacy and preference) beside retention (buying again). */
public final class Loyalty {
  public static final String AS_OF = Table.AS_OF;
  public static final String SEGMENT = Rfm.SEGMENT;
  public static final String CUSTOMERS = "customers";
  public static final String REFERRING_CUSTOMERS = "referring_customers";
  public static final String REFERRER_SHARE = "referrer_share";
  public static final String ANSWERS = "answers";
  public static final String NPS = "nps";
  public static final String LINES = "lines";
  public static final String FULL_PRICE_LINES = "full_price_lines";
  public static final String FULL_PRICE_SHARE = "full_price_share";
  public static final String CATEGORISED_CUSTOMERS = "categorised_customers";
  public static final String CATEGORIES_PER_CUSTOMER = "categories_per_customer";
  public static final String RETENTION_MONTH = "retention_month";
  public static final String ACTIVE_AT_START = Kpis.ACTIVE_AT_START;
  public static final String RETAINED = Kpis.RETAINED;
  public static final String CUSTOMER_RETENTION_RATE = Kpis.CUSTOMER_RETENTION_RATE;
  public static final String BUYERS = Kpis.BUYERS;
  public static final String REPEAT_BUYERS = Kpis.REPEAT_BUYERS;
  public static final String REPEAT_PURCHASE_RATE_LIFETIME = Kpis.REPEAT_PURCHASE_RATE_LIFETIME;

  /** Why there is no figure: the input that it is made of was not delivered. */
  public static final String NOT_DELIVERED = "not_delivered";

  /** Why there is no figure: no line of the log has a discount. */
  public static final String NO_DISCOUNTS = "no_discounts";

  /** Why there is no figure: no line of these customers has a category. */
  public static final String NO_CATEGORIES = "no_categories";

  public static final Table TABLE = definition();

  private Loyalty() {}

  private static Table definition() {
    Table.Builder table =
        Table.named("gold.loyalty", "The customers of one segment of gold.rfm, or all.")
            .writtenBy("economics")
            .layout(Layout.SLICED)
            .key(AS_OF, SEGMENT)
            .column(AS_OF, Types.DATE, "shop's zone", "What is dated up to this day is known.")
            .column(
                SEGMENT,
                Types.STRING,
                "",
                "Of gold.rfm at as_of; 'all': everybody in it, prospects too.")
            .column(CUSTOMERS, Types.LONG, "customers", "In the segment.");
    loyalty(table);
    retention(table);
    return table.build();
  }

  private static void loyalty(Table.Builder table) {
    table.column(
        REFERRING_CUSTOMERS, Types.LONG, "customers", "Who referred another; see gold.referrers.");
    Rates.share(
        table,
        REFERRER_SHARE,
        "Loyalty: referring_customers / customers.",
        NOT_DELIVERED,
        Kpis.DENOMINATOR_ZERO);
    table.column(ANSWERS, Types.LONG, "answers", "Newest ones of known customers; see gold.nps.");
    Nps.score(table, NPS, NOT_DELIVERED, Kpis.DENOMINATOR_ZERO);
    table
        .column(LINES, Types.LONG, "lines", "Counting lines up to as_of.")
        .column(FULL_PRICE_LINES, Types.LONG, "lines", "Those of them without a discount.");
    Rates.figure(
        table,
        FULL_PRICE_SHARE,
        Types.DOUBLE,
        "share",
        "Loyalty: full_price_lines / lines.",
        NO_DISCOUNTS,
        Kpis.DENOMINATOR_ZERO);
    Rates.bounds(table, FULL_PRICE_SHARE, "share", "delta method over customers");
    table.column(
        CATEGORISED_CUSTOMERS,
        Types.LONG,
        "customers",
        "With a counting line that has a category.");
    Rates.figure(
        table,
        CATEGORIES_PER_CUSTOMER,
        Types.DOUBLE,
        "categories",
        "Loyalty: mean number of categories that these customers bought of.",
        NO_CATEGORIES);
    Rates.bounds(table, CATEGORIES_PER_CUSTOMER, "categories", "normal over customers");
  }

  private static void retention(Table.Builder table) {
    table
        .column(
            RETENTION_MONTH, Types.DATE, "shop's zone", "First day of the last month that ended.")
        .column(ACTIVE_AT_START, Types.LONG, "customers", "Active on the day before it.")
        .column(RETAINED, Types.LONG, "customers", "Those of them active on its last day.");
    Rates.share(
        table,
        CUSTOMER_RETENTION_RATE,
        "Retention: retained / active_at_start. Segments are those of as_of, so that it tells"
            + " where the kept ones are, not what a segment causes.",
        Kpis.WINDOW_NOT_OBSERVED,
        Kpis.DENOMINATOR_ZERO);
    table
        .column(BUYERS, Types.LONG, "customers", "At least one occasion up to as_of.")
        .column(REPEAT_BUYERS, Types.LONG, "customers", "At least two.");
    Rates.share(
        table,
        REPEAT_PURCHASE_RATE_LIFETIME,
        "Retention: repeat_buyers / buyers.",
        Kpis.DENOMINATOR_ZERO);
  }
}
