package io.churnlake.simulate;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * When the simulator's customers come and buy, without what they buy: many shops at little cost.
 */
public final class SimulatedLives {
  private SimulatedLives() {}

  /**
   * A customer's purchases.
   *
   * @param channel label of the acquisition channel
   * @param days days from the period's first to each purchase
   */
  public record Life(String channel, int[] days) implements Serializable {}

  /** All customers of the shop of a seed. */
  public static List<Life> of(ShopLaw law, int customers, int days, long seed) {
    Shop shop = new Shop(new SimulationSpec(customers, days, seed, LocalDate.EPOCH), law);
    List<Life> lives = new ArrayList<>();
    for (int index = 0; index < customers; index++) {
      CustomerLife life = CustomerLife.of(shop, index);
      int[] bought = new int[life.occasions()];
      for (int i = 0; i < bought.length; i++) {
        bought[i] = life.day(i);
      }
      lives.add(new Life(life.arrival().channel().label(), bought));
    }
    return lives;
  }

  /** The standard shop with two channels of equal size that differ in nothing but alpha. */
  public static ShopLaw twoChannels(double alpha, double other) {
    ShopLaw law = ShopLaw.standard();
    return new ShopLaw(
        law.rateShape(),
        List.of(
            new ShopLaw.Acquisition(Channel.ORGANIC, .5, alpha),
            new ShopLaw.Acquisition(Channel.SEARCH, .5, other)),
        law.dropoutA(),
        law.dropoutB(),
        law.secondOrders(),
        law.meanFurtherLines(),
        law.discounts(),
        law.welcomeDiscounts(),
        law.cancellations(),
        law.returns(),
        law.guestOrdersPerCustomer(),
        law.lateLines(),
        law.repeatedLines(),
        law.malformedLines());
  }
}
