package io.churnlake.simulate;

/**
 * The orders of one customer, from the seed, the index and the law alone. Of other customers it
 * needs only the arrival of the referrer, so any part of the shop can be made anywhere, and a
 * smaller shop is part of a larger one.
 */
final class CustomerHistory {

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
    CustomerLife life = CustomerLife.of(shop, index);
    Channel first = life.arrival().channel();
    Draws draws = new Draws(shop.spec().seed(), ORDER_STREAM, index);
    Buyer buyer =
        Buyer.customer(Shop.customerId(index), draws, shop.catalogue(), law.meanFurtherLines());
    OrderDesk desk =
        new OrderDesk(shop, index, draws, new Export(law, shop.lastDay(), draws, counts, sink));
    occasion(desk, buyer, first, life.day(0), law.welcomeDiscounts(), draws);
    for (int i = 1; i < life.occasions(); i++) {
      occasion(desk, buyer, laterChannel(first, draws), life.day(i), law.discounts(), draws);
    }
    return new CustomerTruth(
        buyer.customerId(),
        life.arrival(),
        buyer.country(),
        life.ratePerDay(),
        life.dropoutProbability(),
        life.droppedOutOn(),
        life.occasions());
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
