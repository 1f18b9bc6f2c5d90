package io.churnlake.simulate;

/**
 * The life of one customer, from the seed, the index and the law alone. Of other customers it needs
 * only the arrival of the referrer, so any part of the shop can be made anywhere, and a smaller
 * shop is part of a larger one.
 */
final class CustomerHistory {

  private static final long LAW_STREAM = 2;
  private static final long ORDER_STREAM = 3;
  private static final double SAME_CHANNEL_AGAIN = .6;
  private static final Channel[] LATER_CHANNELS = {Channel.ORGANIC, Channel.SEARCH, Channel.EMAIL};

  private final Shop shop;

  CustomerHistory(Shop shop) {
    this.shop = shop;
  }

  /**
   * Makes the lines of customer {@code index}, counts them, and tells the truth about the customer.
   */
  CustomerTruth run(long index, LineCounts counts, LineSink sink) {
    ShopLaw law = shop.law();
    Arrival arrival = shop.arrivals().of(index);
    Draws fate = new Draws(shop.spec().seed(), LAW_STREAM, index);
    double alpha = law.alpha(arrival.channel());
    double rate = fate.gamma(law.rateShape()) / alpha;
    double dropout = fate.beta(law.dropoutA(), law.dropoutB());

    Draws draws = new Draws(shop.spec().seed(), ORDER_STREAM, index);
    Buyer buyer =
        Buyer.customer(Shop.customerId(index), draws, shop.catalogue(), law.meanFurtherLines());
    OrderDesk desk =
        new OrderDesk(shop, index, draws, new Export(law, shop.lastDay(), draws, counts, sink));
    int occasions = 1;
    int droppedOutOn = CustomerTruth.STAYED;
    occasion(desk, buyer, arrival.channel(), arrival.day(), law.welcomeDiscounts(), draws);
    int day = next(arrival.day(), rate, fate);
    while (day <= shop.lastDay() && droppedOutOn == CustomerTruth.STAYED) {
      occasion(desk, buyer, laterChannel(arrival.channel(), draws), day, law.discounts(), draws);
      occasions++;
      if (fate.chance(dropout)) {
        droppedOutOn = day;
      } else {
        day = next(day, rate, fate);
      }
    }
    return new CustomerTruth(
        buyer.customerId(), arrival, buyer.country(), rate, dropout, droppedOutOn, occasions);
  }

  /**
   * The day of the next purchase: an exponential time later, rounded up to whole days; past the
   * period's end, any day there.
   */
  private int next(int day, double rate, Draws fate) {
    double gap = Math.max(1, StrictMath.ceil(fate.exponential() / rate));
    return gap > shop.lastDay() - day ? shop.lastDay() + 1 : day + (int) gap;
  }

  private void occasion(
      OrderDesk desk, Buyer buyer, Channel channel, int day, double discounts, Draws draws) {
    int second = shop.calendar().drawSecond(draws, day);
    desk.order(buyer, channel, day, second, discounts);
    if (draws.chance(shop.law().secondOrders())) {
      int later = shop.calendar().drawLaterSecond(draws, day, second);
      desk.order(buyer, channel, day, later, shop.law().discounts());
    }
  }

  private static Channel laterChannel(Channel first, Draws draws) {
    boolean again = draws.chance(SAME_CHANNEL_AGAIN) && first != Channel.REFERRAL;
    return again ? first : LATER_CHANNELS[draws.below(LATER_CHANNELS.length)];
  }
}
