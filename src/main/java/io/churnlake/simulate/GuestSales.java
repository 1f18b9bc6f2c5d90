package io.churnlake.simulate;

/** The till's sales of one day, to guests whom the shop does not know. */
final class GuestSales {

  private static final long STREAM = 4;

  /** Sets the units of days apart from those of customers in the order ids. */
  private static final long FIRST_UNIT = 1L << 43;

  private final Shop shop;

  GuestSales(Shop shop) {
    this.shop = shop;
  }

  /** Makes the lines of the orders that guests place on the day, and counts them. */
  void run(int day, LineCounts counts, LineSink sink) {
    ShopLaw law = shop.law();
    Draws draws = new Draws(shop.spec().seed(), STREAM, day);
    Export export = new Export(law, shop.lastDay(), draws, counts, sink);
    OrderDesk desk = new OrderDesk(shop, FIRST_UNIT + day, draws, export);
    double mean =
        shop.spec().customers() * law.guestOrdersPerCustomer() * shop.calendar().share(day);
    int orders = (int) (mean + draws.uniform());
    for (int i = 0; i < orders; i++) {
      Buyer guest = Buyer.guest(draws, shop.catalogue(), law.meanFurtherLines());
      desk.order(guest, Channel.TILL, day, shop.calendar().drawSecond(draws, day), law.discounts());
    }
  }
}
