package io.churnlake.simulate;

/**
 * One product on one order, or its return or cancellation.
 *
 * @param day day of the period on which it happened
 * @param second second of that day on the shop's clock
 * @param quantity pieces, negative for a return or cancellation
 * @param cents price of a piece: for a sale before the discount, for a return or cancellation what
 *     was paid
 * @param discountCents money taken off the whole line, 0 for a return or cancellation
 * @param original id of the order that a return or cancellation refers to, else empty
 */
record OrderLine(
    String orderId,
    int number,
    Kind kind,
    int day,
    int second,
    Buyer buyer,
    Product product,
    int quantity,
    int cents,
    int discountCents,
    Channel channel,
    String original) {

  /**
   * Takes pieces back at the price that was paid for them, so that taking all back leaves exactly
   * nothing.
   */
  OrderLine takenBack(
      Kind why, String documentId, int lineNumber, int onDay, int atSecond, int pieces) {
    return new OrderLine(
        documentId,
        lineNumber,
        why,
        onDay,
        atSecond,
        buyer,
        product,
        -pieces,
        cents - discountCents / quantity,
        0,
        channel,
        orderId);
  }

  OrderLine withNumber(int lineNumber) {
    return new OrderLine(
        orderId,
        lineNumber,
        kind,
        day,
        second,
        buyer,
        product,
        quantity,
        cents,
        discountCents,
        channel,
        original);
  }
}
