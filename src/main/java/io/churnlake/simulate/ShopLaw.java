package io.churnlake.simulate;

import java.io.Serializable;
import java.util.List;

/**
 * The law by which the shop's customers behave and its export errs: every constant that a model or
 * a check may want to find again.
 *
 * <p>Purchases follow the BG/NBD model (Fader, Hardie, Lee 2005, "Counting Your Customers the Easy
 * Way"): customer i's rate lambda_i is gamma distributed with shape {@code rateShape} and rate
 * {@code alpha} of the acquisition channel; after each repeat purchase, and not after the first
 * purchase, the customer leaves for good with probability p_i, which is beta distributed.
 *
 * <p>The purchases of one day are one occasion: the days between two occasions are an exponential
 * time of rate lambda_i, rounded up. That is the Poisson process seen through a calendar, where a
 * day has an occasion with probability 1 - exp(-lambda_i), a little less than lambda_i, and it has
 * no memory either.
 *
 * @param rateShape r, the shape of the rates
 * @param acquisitions for each channel that acquires customers its share and alpha
 * @param dropoutA a of the beta distribution of p
 * @param dropoutB b of the beta distribution of p
 * @param secondOrders share of occasions on which the customer places a second order later that day
 * @param meanFurtherLines mean number of lines beyond the first that an order sets out for, over
 *     all customers
 * @param discounts share of discounted orders among those of known customers and guests
 * @param welcomeDiscounts the same among first orders
 * @param cancellations share of orders cancelled as a whole on the same or the next day
 * @param returns share of sold lines, of orders not cancelled, that come back after 3 to 30 days
 * @param guestOrdersPerCustomer orders of guests per customer of the shop
 * @param lateLines share of lines delivered 1 to 10 days late
 * @param repeatedLines share of lines delivered again, unchanged, with the next day's file
 * @param malformedLines malformed lines, as a share of good ones, to which they are added
 */
public record ShopLaw(
    double rateShape,
    List<Acquisition> acquisitions,
    double dropoutA,
    double dropoutB,
    double secondOrders,
    double meanFurtherLines,
    double discounts,
    double welcomeDiscounts,
    double cancellations,
    double returns,
    double guestOrdersPerCustomer,
    double lateLines,
    double repeatedLines,
    double malformedLines)
    implements Serializable {

  /**
   * One channel's part in the law.
   *
   * @param channel the channel of the customer's first order
   * @param share of all arrivals; the shares sum to 1
   * @param alpha rate parameter of the gamma distribution of the purchase rates, in days
   */
  public record Acquisition(Channel channel, double share, double alpha) implements Serializable {}

  /** Copies the list, so that the law cannot change under a running simulation. */
  public ShopLaw {
    acquisitions = List.copyOf(acquisitions);
  }

  /**
   * The law of the simulated shop. About half of the customers of a period of 18 months buy again
   * within it, at a mean rate of about 2.5 purchases a year while they stay.
   */
  public static ShopLaw standard() {
    List<Acquisition> channels =
        List.of(
            new Acquisition(Channel.ORGANIC, .28, 80),
            new Acquisition(Channel.SEARCH, .26, 85),
            new Acquisition(Channel.SOCIAL, .16, 95),
            new Acquisition(Channel.EMAIL, .08, 70),
            new Acquisition(Channel.REFERRAL, .10, 65),
            new Acquisition(Channel.MARKETPLACE, .12, 100));
    return new ShopLaw(
        .55, channels, .8, 3.2, .02, 2.0, .15, .35, .01, .04, .05, .005, .003, .0005);
  }

  /**
   * The rate parameter of the gamma distribution of the purchase rates of a channel's customers, in
   * days.
   *
   * @throws IllegalArgumentException if the channel acquires no customers
   */
  public double alpha(Channel channel) {
    for (Acquisition acquisition : acquisitions) {
      if (acquisition.channel() == channel) {
        return acquisition.alpha();
      }
    }
    throw new IllegalArgumentException("no customers are acquired by " + channel);
  }
}
