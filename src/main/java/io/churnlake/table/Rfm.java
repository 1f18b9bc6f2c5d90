package io.churnlake.table;

/** gold.rfm: recency, frequency and monetary value of each customer, scored in fifths; segments. */
public final class Rfm {
  public static final String AS_OF = Table.AS_OF;
  public static final String CUSTOMER_KEY = CustomerDays.CUSTOMER_KEY;
  public static final String RECENCY_DAYS = "recency_days";
  public static final String FREQUENCY = "frequency";
  public static final String MONETARY = "monetary";
  public static final String R_SCORE = "r_score";
  public static final String F_SCORE = "f_score";
  public static final String M_SCORE = "m_score";
  public static final String RFM = "rfm";
  public static final String SEGMENT = "segment";

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
          .column(AS_OF, Types.DATE, "shop's zone", "Orders up to the end of this day are known.")
          .column(CUSTOMER_KEY, Types.STRING, "", "Keyed hash of the customer.")
          .column(
              RECENCY_DAYS, Types.INT, "days", "From the last occasion to as_of; NULL without one.")
          .column(FREQUENCY, Types.LONG, "occasions", "Days with a counting order.")
          .column(MONETARY, Types.MONEY, "currency", "Revenue up to as_of (basis gross).")
          .column(
              R_SCORE,
              Types.INT,
              "1 to 5",
              "1 + the quintile limits beaten; 5: bought last, or on as_of; equal recency, equal"
                  + " score.")
          .column(
              F_SCORE,
              Types.INT,
              "1 to 5",
              "The same for frequency; 5: buys most often; 1: once, or least often.")
          .column(
              M_SCORE,
              Types.INT,
              "1 to 5",
              "The same for revenue in four significant digits; 5: brings most.")
          .column(RFM, Types.STRING, "", "The three scores side by side, such as 545.")
          .column(
              SEGMENT,
              Types.STRING,
              "",
              "By the first rule of rfm.segments that fits the scores; 'alike' where all bought last"
                  + " on one day before as_of; 'prospects' have signed up and not ordered, and have"
                  + " no scores.")
          .build();

  private Rfm() {}
}
