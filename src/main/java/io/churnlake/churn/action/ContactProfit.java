package io.churnlake.churn.action;

import java.util.Optional;

/**
 * What contacting a customer is worth by the measure that suits best, in the currency: before it is
 * known whether the customer leaves, and after. Plain Java.
 *
 * <pre>
 * expected = P(leaves) x saved x value kept - cost
 * realised =             saved x value kept - cost   of who churned
 *          =                                - cost   of who stayed
 * </pre>
 *
 * <p>The gain of a retention campaign as Neslin et al. 2006 count it ("Defection detection"), with
 * a cost, a save rate and a value of each contact's own. Budget and control group play no part. A
 * customer for whom no measure is meant is not contacted: 0 and 0.
 */
record ContactProfit(double expected, double realised) {
  private static final ContactProfit NO_CONTACT = new ContactProfit(0, 0);

  /** Empty where nobody knows what the customer is worth. */
  static Optional<ContactProfit> of(Decisions decisions, Customer customer, boolean churned) {
    Double value = customer.valueKept();
    return value == null
        ? Optional.empty()
        : Optional.of(
            decisions
                .ifContacted(customer, value)
                .map(
                    measure ->
                        new ContactProfit(
                            measure.worth(customer.pLeaves(), value),
                            measure.worth(churned ? 1 : 0, value)))
                .orElse(NO_CONTACT));
  }
}
