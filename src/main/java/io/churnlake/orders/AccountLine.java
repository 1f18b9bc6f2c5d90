package io.churnlake.orders;

import org.jspecify.annotations.Nullable;

/**
 * A line of one customer as the matching of returns sees it. Money and pieces are ten-thousandths.
 *
 * @param kind what the line is
 * @param orderId its order
 * @param refersTo the order that a return names; NULL if none
 * @param code product code; NULL if the log or the line has none
 * @param category product category; NULL if none
 * @param time of the line, in microseconds since 1970
 * @param orderDay date of its order, in days since 1970
 * @param lineDay date of the line itself
 * @param unitPrice price of a piece as sold, in {@code currency}; NULL if the log has none
 * @param currency the currency it was sold in
 * @param pieces a positive number
 * @param amount a sale's amount; what a return or credit gives back, as a positive number; NULL of
 *     a return that gives back what its pieces were sold for, and of lines whose money is not known
 * @param key the line's identity
 * @param occurrence tells identical lines apart
 */
record AccountLine(
    Kind kind,
    String orderId,
    @Nullable String refersTo,
    @Nullable String code,
    @Nullable String category,
    long time,
    int orderDay,
    int lineDay,
    @Nullable Long unitPrice,
    @Nullable String currency,
    long pieces,
    @Nullable Long amount,
    String key,
    int occurrence) {

  enum Kind {
    /** A line that counts. */
    SALE,
    /** Goods that came back, or a cancellation. */
    RETURN,
    /** Money that was given back without goods. */
    ADJUSTMENT
  }
}
