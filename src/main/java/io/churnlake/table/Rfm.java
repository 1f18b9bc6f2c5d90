package io.churnlake.table;

/** gold.rfm: recency, frequency and monetary value of each customer, scored in fifths; segments. */
public final class Rfm {
  private static final Columns COLUMNS = new Columns();

  public static final String AS_OF =
      COLUMNS.add(
          Table.AS_OF, Types.DATE, "shop's zone", "Orders up to the end of this day are known.");
  public static final String CUSTOMER_KEY =
      COLUMNS.add(CustomerDays.CUSTOMER_KEY, Types.STRING, "", "Keyed hash of the customer.");
  public static final String RECENCY_DAYS =
      COLUMNS.add(
          "recency_days", Types.INT, "days", "From the last occasion to as_of; NULL without one.");
  public static final String FREQUENCY =
      COLUMNS.add("frequency", Types.LONG, "occasions", "Days with a counting order.");
  public static final String MONETARY =
      COLUMNS.add("monetary", Types.MONEY, "currency", "Revenue up to as_of (basis gross).");
  public static final String R_SCORE =
      COLUMNS.add(
          "r_score",
          Types.INT,
          "1 to 5",
          "1 + the quintile limits beaten; 5: bought last, or on as_of; equal recency, equal"
              + " score.");
  public static final String F_SCORE =
      COLUMNS.add(
          "f_score",
          Types.INT,
          "1 to 5",
          "The same for frequency; 5: buys most often; 1: once, or least often.");
  public static final String M_SCORE =
      COLUMNS.add(
          "m_score",
          Types.INT,
          "1 to 5",
          "The same for revenue in four significant digits; 5: brings most.");
  public static final String RFM =
      COLUMNS.add("rfm", Types.STRING, "", "The three scores side by side, such as 545.");
  public static final String SEGMENT =
      COLUMNS.add(
          "segment",
          Types.STRING,
          "",
          "By the first rule of rfm.segments that fits the scores; 'alike' where all bought last"
              + " on one day before as_of; 'prospects' have signed up and not ordered, and have"
              + " no scores.");

  /** The segment of customers who signed up and have not ordered. */
  /** All customers bought last on one day, before as_of. */
  public static final String ALIKE = "alike";

  public static final String PROSPECTS = "prospects";

  public static final Table TABLE =
      Table.named(
              "gold.rfm",
              "One customer with a counting order up to as_of, or who signed up by then.")
          .writtenBy("rfm")
          .layout(Layout.SLICED)
          .key(AS_OF, CUSTOMER_KEY)
          .columns(COLUMNS)
          .build();

  private Rfm() {}
}
