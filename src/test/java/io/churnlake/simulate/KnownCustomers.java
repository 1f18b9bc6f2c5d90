package io.churnlake.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** The simulated shop's customers with what only the simulation knows of them. */
public final class KnownCustomers {
  private KnownCustomers() {}

  /**
   * A customer; days are counted from 0, the first day of the period.
   *
   * @param id the shop's own
   * @param ratePerDay lambda
   * @param days with a purchase, ascending
   * @param droppedOutOn day of the last purchase of one who has left; beyond the period otherwise
   * @param events visits, opens and clicks, in no order
   */
  public record Customer(
      String id,
      Channel channel,
      double ratePerDay,
      List<Integer> days,
      int droppedOutOn,
      List<Event> events) {

    /** The probability of no purchase in so many days after one, knowing rate and fate. */
    public double pNoPurchase(int after, int days) {
      return droppedOutOn <= after ? 1 : StrictMath.exp(-ratePerDay * days);
    }
  }

  /** One line of the file of engagement: 'visit', 'email_open' or 'email_click'. */
  public record Event(int day, String kind) {}

  /** All customers of a shop whose campaigns have no effect. */
  public static List<Customer> of(SimulationSpec spec, ShopLaw law, InputLaw inputs) {
    Shop shop = new Shop(spec, law);
    return LongStream.range(0, spec.customers())
        .mapToObj(index -> customer(shop, inputs, index))
        .toList();
  }

  private static Customer customer(Shop shop, InputLaw inputs, long index) {
    List<Event> events = new ArrayList<>();
    new CustomerInputs(
            shop,
            inputs,
            (file, part, position, line) -> {
              if (file == InputFile.ENGAGEMENT) {
                String kind = line.substring(line.lastIndexOf(',') + 1).toLowerCase(Locale.ROOT);
                events.add(new Event((int) (position / 86_400), kind));
              }
            })
        .run(index);
    CustomerLife life = CustomerLife.of(shop, index);
    boolean stayed = life.droppedOutOn() == CustomerTruth.STAYED;
    return new Customer(
        Shop.customerId(index),
        life.arrival().channel(),
        life.ratePerDay(),
        IntStream.range(0, life.occasions()).mapToObj(life::day).toList(),
        stayed ? Integer.MAX_VALUE : life.droppedOutOn(),
        events);
  }
}
