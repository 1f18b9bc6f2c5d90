package io.churnlake.simulate;

import org.jspecify.annotations.Nullable;

/** The shop's units by one index: customers first, then the days of the till. */
final class Units {

  private final long customers;
  private final CustomerHistory history;
  private final GuestSales guests;

  Units(Shop shop) {
    customers = shop.spec().customers();
    history = new CustomerHistory(shop);
    guests = new GuestSales(shop);
  }

  /**
   * Makes the unit's lines and counts them.
   *
   * @return the truth about the customer, null for guests
   */
  @Nullable CustomerTruth run(long index, LineCounts counts, LineSink sink) {
    if (index < customers) {
      return history.run(index, counts, sink);
    }
    guests.run(Math.toIntExact(index - customers), counts, sink);
    return null;
  }
}
