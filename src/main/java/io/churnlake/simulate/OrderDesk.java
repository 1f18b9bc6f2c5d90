package io.churnlake.simulate;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Fills baskets and takes things back. One desk serves one unit (a customer, or a day's guests) and
 * numbers its orders.
 */
final class OrderDesk {

  private static final int MOST_LINES = 40;
  private static final int[] QUANTITIES = {1, 2, 3, 4, 6, 10};
  private static final double[] QUANTITY_WEIGHTS =
      Weights.runningSums(.70, .17, .06, .04, .02, .01);
  private static final int[] PERCENT_OFF = {5, 10, 15, 20, 30};
  private static final double SAME_DAY = .6;
  private static final double IN_FULL = .7;
  private static final int RETURN_FROM = 3;
  private static final int RETURN_TO = 30;

  private final Shop shop;
  private final long unit;
  private final Draws draws;
  private final Export export;
  private int orders;

  OrderDesk(Shop shop, long unit, Draws draws, Export export) {
    this.shop = shop;
    this.unit = unit;
    this.draws = draws;
    this.export = export;
  }

  private String nextId() {
    return shop.orderIds().id(unit, orders++);
  }

  /**
   * An order, what is returned of it, and its cancellation, as far as they fall into the period.
   */
  void order(Buyer buyer, Channel channel, int day, int second, double discountShare) {
    List<OrderLine> lines = basket(buyer, channel, day, second, discountShare);
    int spareNumber = lines.size() + 1;
    for (OrderLine line : lines) {
      spareNumber = export.deliver(line, spareNumber);
    }
    if (draws.chance(shop.law().cancellations())) {
      cancel(lines, day, second);
      return;
    }
    for (OrderLine line : lines) {
      if (draws.chance(shop.law().returns())) {
        takeBack(line);
      }
    }
  }

  private List<OrderLine> basket(
      Buyer buyer, Channel channel, int day, int second, double discountShare) {
    int wanted = Math.min(MOST_LINES, 1 + draws.poisson(buyer.further()));
    int percentOff = draws.chance(discountShare) ? PERCENT_OFF[draws.below(PERCENT_OFF.length)] : 0;
    String id = nextId();
    BitSet taken = new BitSet(shop.catalogue().size());
    List<OrderLine> lines = new ArrayList<>(wanted);
    for (int i = 0; i < wanted; i++) {
      int index = shop.catalogue().draw(draws, buyer.favouriteCategory());
      int quantity = QUANTITIES[draws.bin(QUANTITY_WEIGHTS)];
      if (taken.get(index)) {
        // An order names a product once: order and product then say what a return refers to.
        continue;
      }
      taken.set(index);
      Product product = shop.catalogue().product(index);
      int offAPiece = product.cents() * percentOff / 100;
      lines.add(
          new OrderLine(
              id,
              lines.size() + 1,
              Kind.SALE,
              day,
              second,
              buyer,
              product,
              quantity,
              product.cents(),
              offAPiece * quantity,
              channel,
              ""));
    }
    return lines;
  }

  private void cancel(List<OrderLine> lines, int day, int second) {
    boolean sameDay = draws.chance(SAME_DAY);
    int cancelDay = sameDay ? day : day + 1;
    if (cancelDay > shop.lastDay()) {
      return;
    }
    int cancelSecond =
        sameDay
            ? shop.calendar().drawLaterSecond(draws, day, second)
            : shop.calendar().drawSecond(draws, cancelDay);
    String id = nextId();
    int spareNumber = lines.size() + 1;
    for (OrderLine line : lines) {
      OrderLine back =
          line.takenBack(
              Kind.CANCELLATION, id, line.number(), cancelDay, cancelSecond, line.quantity());
      spareNumber = export.deliver(back, spareNumber);
    }
  }

  private void takeBack(OrderLine line) {
    int day = line.day() + RETURN_FROM + draws.below(RETURN_TO - RETURN_FROM + 1);
    int pieces =
        line.quantity() == 1 || draws.chance(IN_FULL)
            ? line.quantity()
            : 1 + draws.below(line.quantity() - 1);
    if (day > shop.lastDay()) {
      return;
    }
    int second = shop.calendar().drawSecond(draws, day);
    OrderLine back = line.takenBack(Kind.RETURN, nextId(), 1, day, second, pieces);
    export.deliver(back, 2);
  }
}
