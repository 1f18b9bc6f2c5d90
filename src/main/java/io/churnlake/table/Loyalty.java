package io.churnlake.table;

/** gold.loyalty: loyalty (advocacy and preference) beside retention (buying again). */
public final class Loyalty {
  private static final Columns COLUMNS = new Columns();

  public static final String AS_OF =
      COLUMNS.add(Table.AS_OF, Types.DATE, "shop's zone", "What is dated up to this day is known.");
  public static final String SEGMENT =
      COLUMNS.add(
          Rfm.SEGMENT,
          Types.STRING,
          "",
          "Of gold.rfm at as_of; 'all': everybody in it, prospects too.");
  public static final String CUSTOMERS =
      COLUMNS.add("customers", Types.LONG, "customers", "In the segment.");
  public static final String REFERRING_CUSTOMERS =
      COLUMNS.add(
          "referring_customers",
          Types.LONG,
          "customers",
          "Who referred another; see gold.referrers.");

  /** Why there is no figure: the input that it is made of was not delivered. */
  public static final String NOT_DELIVERED = "not_delivered";

  public static final String REFERRER_SHARE =
      Rates.share(
          COLUMNS,
          "referrer_share",
          "Loyalty: referring_customers / customers.",
          NOT_DELIVERED,
          Kpis.DENOMINATOR_ZERO);
  public static final String ANSWERS =
      COLUMNS.add(
          "answers", Types.LONG, "answers", "Newest ones of known customers; see gold.nps.");
  public static final String NPS = Nps.score(COLUMNS, "nps", NOT_DELIVERED, Kpis.DENOMINATOR_ZERO);
  public static final String LINES =
      COLUMNS.add("lines", Types.LONG, "lines", "Counting lines up to as_of.");
  public static final String FULL_PRICE_LINES =
      COLUMNS.add("full_price_lines", Types.LONG, "lines", "Those of them without a discount.");

  /** Why there is no figure: no line of the log has a discount. */
  public static final String NO_DISCOUNTS = "no_discounts";

  public static final String FULL_PRICE_SHARE =
      Rates.bounds(
          COLUMNS,
          Rates.figure(
              COLUMNS,
              "full_price_share",
              Types.DOUBLE,
              "share",
              "Loyalty: full_price_lines / lines.",
              NO_DISCOUNTS,
              Kpis.DENOMINATOR_ZERO),
          "share",
          "delta method over customers");
  public static final String CATEGORISED_CUSTOMERS =
      COLUMNS.add(
          "categorised_customers",
          Types.LONG,
          "customers",
          "With a counting line that has a category.");

  /** Why there is no figure: no line of these customers has a category. */
  public static final String NO_CATEGORIES = "no_categories";

  public static final String CATEGORIES_PER_CUSTOMER =
      Rates.bounds(
          COLUMNS,
          Rates.figure(
              COLUMNS,
              "categories_per_customer",
              Types.DOUBLE,
              "categories",
              "Loyalty: mean number of categories that these customers bought of.",
              NO_CATEGORIES),
          "categories",
          "normal over customers");
  public static final String RETENTION_MONTH =
      COLUMNS.add(
          "retention_month", Types.DATE, "shop's zone", "First day of the last month that ended.");
  public static final String ACTIVE_AT_START =
      COLUMNS.add(Kpis.ACTIVE_AT_START, Types.LONG, "customers", "Active on the day before it.");
  public static final String RETAINED =
      COLUMNS.add(Kpis.RETAINED, Types.LONG, "customers", "Those of them active on its last day.");
  public static final String CUSTOMER_RETENTION_RATE =
      Rates.share(
          COLUMNS,
          Kpis.CUSTOMER_RETENTION_RATE,
          "Retention: retained / active_at_start. Segments are those of as_of, so that it tells"
              + " where the kept ones are, not what a segment causes.",
          Kpis.WINDOW_NOT_OBSERVED,
          Kpis.DENOMINATOR_ZERO);
  public static final String BUYERS =
      COLUMNS.add(Kpis.BUYERS, Types.LONG, "customers", "At least one occasion up to as_of.");
  public static final String REPEAT_BUYERS =
      COLUMNS.add(Kpis.REPEAT_BUYERS, Types.LONG, "customers", "At least two.");
  public static final String REPEAT_PURCHASE_RATE_LIFETIME =
      Rates.share(
          COLUMNS,
          Kpis.REPEAT_PURCHASE_RATE_LIFETIME,
          "Retention: repeat_buyers / buyers.",
          Kpis.DENOMINATOR_ZERO);

  public static final Table TABLE =
      Table.named("gold.loyalty", "The customers of one segment of gold.rfm, or all.")
          .writtenBy("economics")
          .layout(Layout.SLICED)
          .key(AS_OF, SEGMENT)
          .columns(COLUMNS)
          .build();

  private Loyalty() {}
}
