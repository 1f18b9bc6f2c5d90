package io.churnlake.table;

import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.types.DataType;

/**
 * What churn models know of a customer at a cut-off: one constant a column of gold.churn_features,
 * in their order. All of it is dated up to the cut-off. NULL is "not known", never 0.
 */
public enum Feature {
  RECENCY_DAYS(Types.INT, "days", "Since the last occasion; below lookback.", Scale.LOGARITHM),
  TENURE_DAYS(Types.INT, "days", "Since the first occasion.", Scale.LOGARITHM),
  OCCASIONS(Types.INT, "customer-days", "Occasions so far.", Scale.NO_INPUT),
  OCCASIONS_30(Types.INT, "customer-days", "Occasions in the last 30 days.", 30),
  OCCASIONS_90(Types.INT, "customer-days", "Occasions in the last 90 days.", 90),
  OCCASIONS_180(Types.INT, "customer-days", "Occasions in the last 180 days.", 180),
  ORDERS(Types.INT, "orders", "Counting orders so far.", Scale.NO_INPUT),
  REVENUE(Types.MONEY, "currency", "Counting revenue so far.", Scale.NO_INPUT),
  REVENUE_30(Types.MONEY, "currency", "Counting revenue of the last 30 days.", 30),
  REVENUE_90(Types.MONEY, "currency", "Counting revenue of the last 90 days.", 90),
  REVENUE_180(Types.MONEY, "currency", "Counting revenue of the last 180 days.", 180),
  MEAN_REVENUE(Types.DOUBLE, "currency", "Revenue per occasion.", Scale.LOGARITHM),
  MEAN_GAP_DAYS(
      Types.DOUBLE, "days", "Mean gap between occasions; NULL with one.", Scale.LOGARITHM),
  SD_GAP_DAYS(
      Types.DOUBLE,
      "days",
      "Sample standard deviation of the gaps; NULL below two gaps.",
      Scale.LOGARITHM),
  RECENCY_OVER_GAP(
      Types.DOUBLE, "ratio", "Recency over mean gap; NULL with one occasion.", Scale.LOGARITHM),
  LINES_PER_OCCASION(Types.DOUBLE, "lines", "Counting lines per occasion.", Scale.LOGARITHM),
  PRODUCTS_PER_OCCASION(
      Types.DOUBLE, "products", "Distinct products per occasion.", Scale.LOGARITHM),
  DISCOUNT_SHARE(
      Types.DOUBLE,
      "share",
      "Discount over revenue before discount; 0 where that is 0.",
      Scale.AS_IS),
  RETURN_SHARE(
      Types.DOUBLE,
      "ratio",
      "Returned amount over revenue, both so far; above 1 is possible; 0 where revenue is 0.",
      Scale.LOGARITHM),
  FIRST_DISCOUNTED(
      Types.BOOLEAN, "", "Some line of the first occasion had a discount.", Scale.AS_IS),
  LEFT_TRUNCATED(
      Types.BOOLEAN,
      "",
      "First seen within history_guard days of the log's start.",
      Scale.NO_INPUT),
  OCCASIONS_7(Types.INT, "customer-days", "Occasions in the last 7 days.", 7),
  OCCASIONS_365(Types.INT, "customer-days", "Occasions in the last 365 days.", 365),
  REVENUE_365(Types.MONEY, "currency", "Counting revenue of the last 365 days.", 365),
  OCCASION_RATE(
      Types.DOUBLE,
      "customer-days per 30 days",
      "Occasions over tenure and 30 days more, so that a new customer has no rate beyond measure.",
      Scale.LOGARITHM),
  OCCASIONS_TREND_90(
      Types.INT,
      "customer-days",
      "Occasions of the last 90 days less those of the 90 before.",
      180,
      Scale.AS_IS),
  REVENUE_TREND_90(
      Types.DOUBLE,
      "share",
      "(a - b) / (a + b), a the revenue of the last 90 days, b that of the 90 before; 0 where both"
          + " are 0.",
      180,
      Scale.AS_IS),
  ACTIVE_MONTHS_365(
      Types.INT, "months of 30 days", "Of the last twelve, those with an occasion.", 360),
  SAME_SEASON_OCCASIONS(
      Types.INT,
      "customer-days",
      "Occasions in the days that the horizon will cover, one year earlier.",
      365),
  LAST_REVENUE(Types.MONEY, "currency", "Revenue of the last occasion.", Scale.LOGARITHM),
  LAST_OVER_MEAN_REVENUE(
      Types.DOUBLE,
      "ratio",
      "Revenue of the last occasion over the mean; 1 if that is 0.",
      Scale.LOGARITHM),
  LAST_LINES(Types.INT, "lines", "Counting lines of the last occasion.", Scale.LOGARITHM),
  LAST_DISCOUNT_SHARE(
      Types.DOUBLE,
      "share",
      "Discount share of the last occasion; 0 where nothing was charged.",
      Scale.AS_IS),
  LAST_GAP_DAYS(
      Types.INT, "days", "Between the last two occasions; NULL with one.", Scale.LOGARITHM),
  LONGEST_GAP_DAYS(
      Types.INT, "days", "The longest gap between occasions; NULL with one.", Scale.LOGARITHM),
  RECENCY_OVER_LONGEST_GAP(
      Types.DOUBLE, "ratio", "Recency over the longest gap; NULL with one.", Scale.LOGARITHM),
  GAP_VARIATION(
      Types.DOUBLE,
      "ratio",
      "Standard deviation of the gaps over their mean; NULL below two gaps.",
      Scale.LOGARITHM),
  CATEGORIES(
      Types.INT,
      "categories",
      "Distinct categories so far; 0 where the log has none.",
      Scale.LOGARITHM),
  FULL_PRICE_SHARE(
      Types.DOUBLE, "share", "Counting lines without a discount over all.", Scale.AS_IS),
  WEEKEND_SHARE(Types.DOUBLE, "share", "Occasions on a Saturday or Sunday over all.", Scale.AS_IS),
  FIRST_REVENUE(Types.MONEY, "currency", "Revenue of the first occasion.", Scale.LOGARITHM),
  RETURNED_90(Types.MONEY, "currency", "Returned amount of the last 90 days.", 90),
  EXPECTED_OCCASIONS(
      Types.DOUBLE,
      "customer-days",
      "Expected within the horizon by BG/NBD, fitted to what was known at the cut-off.",
      Scale.LOGARITHM),
  P_NO_PURCHASE(
      Types.DOUBLE,
      "probability",
      "Of no purchase within the horizon, by the same.",
      Scale.LOG_ODDS),
  P_ALIVE(Types.DOUBLE, "probability", "Of not having dropped out, by the same.", Scale.AS_IS),
  VISITS_30(Types.INT, "visits", "Visits in the last 30 days.", 30, Source.ENGAGEMENT),
  VISITS_90(Types.INT, "visits", "Visits in the last 90 days.", 90, Source.ENGAGEMENT),
  EMAIL_OPENS_90(Types.INT, "e-mails", "Opened in the last 90 days.", 90, Source.ENGAGEMENT),
  EMAIL_CLICKS_90(Types.INT, "clicks", "In e-mails of the last 90 days.", 90, Source.ENGAGEMENT),
  TICKETS_180(Types.INT, "tickets", "Opened in the last 180 days.", 180, Source.TICKETS),
  CONTACTS_90(
      Types.INT,
      "contacts",
      "Campaign contacts of the last 90 days, control group aside.",
      90,
      Source.CONTACTS),
  LAST_NPS(
      Types.INT, "0 to 10", "The last answer; NULL without any.", 0, Scale.AS_IS, Source.SURVEYS),
  VISITS_SINCE_ORDER_7(
      Types.INT,
      "visits",
      "In the last 7 days, after the day of the last occasion.",
      7,
      Source.ENGAGEMENT),
  VISITS_SINCE_ORDER_90(
      Types.INT,
      "visits",
      "In the last 90 days, after the day of the last occasion.",
      90,
      Source.ENGAGEMENT),
  EMAIL_OPENS_SINCE_ORDER_90(
      Types.INT,
      "e-mails",
      "Opened in the last 90 days, after the day of the last occasion.",
      90,
      Source.ENGAGEMENT),
  QUIET_DAYS(
      Types.INT,
      "days",
      "Since the last occasion, visit or opened e-mail, the latter two of the last 90 days.",
      90,
      Source.ENGAGEMENT);

  /** Where it comes from. */
  public enum Source {
    /** The order log. */
    ORDERS,
    /** silver.engagement. */
    ENGAGEMENT,
    /** silver.tickets. */
    TICKETS,
    /** silver.campaign_contacts. */
    CONTACTS,
    /** silver.survey_answers. */
    SURVEYS
  }

  /** How a model takes its values. */
  public enum Scale {
    /** ln(1 + value), of what spreads over magnitudes; below 0 as 0. */
    LOGARITHM,
    /** ln(value / (1 - value)), of a probability that predicts itself. */
    LOG_ODDS,
    /** The value. */
    AS_IS,
    /**
     * Not at all: totals since the log's first day differ between cut-offs for no reason that lies
     * in the customer.
     */
    NO_INPUT
  }

  /** Whether its values may drift although customers stay as they are. */
  public enum Nature {
    /** If it drifts, customers have changed, or what is recorded of them. */
    STEADY,
    /** It looks at other months of the year on other dates. */
    CALENDAR,
    /** It looks back as far as the log goes, so that it grows with it. */
    LOG_AGE,
    /** Another fit of the purchase model moves it for all customers at once. */
    REFIT
  }

  private static final List<Feature> ALL = List.of(values());

  @SuppressWarnings(
      "ImmutableEnumChecker") // Spark's types are immutable, though they do not say so.
  private final DataType type;

  private final String unit;
  private final String meaning;
  private final int windowDays;
  private final Scale scale;
  private final Source source;

  Feature(DataType type, String unit, String meaning, Scale scale) {
    this(type, unit, meaning, 0, scale);
  }

  Feature(DataType type, String unit, String meaning, int windowDays) {
    this(type, unit, meaning, windowDays, Scale.LOGARITHM);
  }

  Feature(DataType type, String unit, String meaning, int windowDays, Scale scale) {
    this(type, unit, meaning, windowDays, scale, Source.ORDERS);
  }

  Feature(DataType type, String unit, String meaning, int windowDays, Source source) {
    this(type, unit, meaning, windowDays, Scale.LOGARITHM, source);
  }

  Feature(DataType type, String unit, String meaning, int windowDays, Scale scale, Source source) {
    this.type = type;
    this.unit = unit;
    this.meaning = meaning;
    this.windowDays = windowDays;
    this.scale = scale;
    this.source = source;
  }

  /** The column's name. */
  public String column() {
    return name().toLowerCase(Locale.ROOT);
  }

  public DataType type() {
    return type;
  }

  public String unit() {
    return unit;
  }

  public String meaning() {
    return meaning;
  }

  /** How many days before the cut-off it looks at; 0 if any that are known will do. */
  public int windowDays() {
    return windowDays;
  }

  public Scale scale() {
    return scale;
  }

  public Source source() {
    return source;
  }

  /**
   * The feature as which its share in a score is told to people. What the purchase model says of a
   * customer is one reason, told by {@link #P_NO_PURCHASE}: three of them would be three names for
   * one thing.
   */
  public Feature toldAs() {
    return switch (this) {
      case EXPECTED_OCCASIONS, P_ALIVE -> P_NO_PURCHASE;
      default -> this;
    };
  }

  /** Whether drift says something of the customers. */
  public Nature nature() {
    return switch (this) {
      case SAME_SEASON_OCCASIONS -> Nature.CALENDAR;
      case TENURE_DAYS,
          MEAN_GAP_DAYS,
          SD_GAP_DAYS,
          LAST_GAP_DAYS,
          LONGEST_GAP_DAYS,
          GAP_VARIATION,
          RECENCY_OVER_LONGEST_GAP,
          OCCASION_RATE,
          CATEGORIES,
          LAST_NPS ->
          Nature.LOG_AGE;
      case EXPECTED_OCCASIONS, P_NO_PURCHASE, P_ALIVE -> Nature.REFIT;
      default -> Nature.STEADY;
    };
  }

  /** Where a row of values has it. */
  @SuppressWarnings("EnumOrdinal") // A row has a value for each constant, in their order.
  public int index() {
    return ordinal();
  }

  /** All in the columns' order. */
  public static List<Feature> all() {
    return ALL;
  }
}
