package io.churnlake.simulate;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** When the simulated shop's customers buy, without the files that say so. */
public final class SimulatedOccasions {
  private SimulatedOccasions() {}

  /**
   * A customer's purchase days.
   *
   * @param days counted from 0, the first day of the period, ascending
   */
  public record Customer(Channel channel, int[] days) {}

  /** All customers of a shop, those whom the simulator writes to its files. */
  public static List<Customer> of(SimulationSpec spec, ShopLaw law) {
    Shop shop = new Shop(spec, law);
    return LongStream.range(0, spec.customers())
        .mapToObj(index -> CustomerLife.of(shop, index))
        .map(
            life ->
                new Customer(
                    life.arrival().channel(),
                    IntStream.range(0, life.occasions()).map(life::day).toArray()))
        .toList();
  }
}
