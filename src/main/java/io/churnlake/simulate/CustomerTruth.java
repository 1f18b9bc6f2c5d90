package io.churnlake.simulate;

/**
 * What only the simulation knows about a customer.
 *
 * @param ratePerDay lambda
 * @param dropoutProbability p, after each repeat purchase
 * @param droppedOutOn day of the purchase after which the customer left, or {@link #STAYED}
 * @param occasions days with a purchase, the first among them
 */
record CustomerTruth(
    String customerId,
    Arrival arrival,
    String country,
    double ratePerDay,
    double dropoutProbability,
    int droppedOutOn,
    int occasions) {
  static final int STAYED = -1;
}
