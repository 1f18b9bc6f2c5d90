package io.churnlake.simulate;

import java.util.List;

/**
 * When and by which channel each customer comes. Both depend on no other customer, but for the
 * referrer: one with a smaller index who came on an earlier day, whose arrival is computed again
 * from the seed instead of being looked up.
 */
final class Arrivals {

  private static final long STREAM = 1;
  private static final int CANDIDATES = 16;

  private final ShopCalendar calendar;
  private final long seed;
  private final List<ShopLaw.Acquisition> channels;
  private final double[] shares;

  Arrivals(ShopCalendar calendar, ShopLaw law, long seed) {
    this.calendar = calendar;
    this.seed = seed;
    channels = law.acquisitions();
    shares =
        Weights.runningSums(channels.stream().mapToDouble(ShopLaw.Acquisition::share).toArray());
  }

  /**
   * The arrival of customer {@code index}. Who finds no referrer among a few candidates came
   * without one.
   */
  Arrival of(long index) {
    Draws draws = new Draws(seed, STREAM, index);
    int day = calendar.drawArrival(draws);
    Channel channel = channels.get(draws.bin(shares)).channel();
    if (channel != Channel.REFERRAL) {
      return new Arrival(day, channel, Arrival.NOBODY);
    }
    for (int i = 0; i < CANDIDATES && index > 0; i++) {
      long candidate = draws.below(index);
      if (calendar.drawArrival(new Draws(seed, STREAM, candidate)) < day) {
        return new Arrival(day, channel, candidate);
      }
    }
    return new Arrival(day, Channel.ORGANIC, Arrival.NOBODY);
  }
}
