package io.churnlake.simulate;

import java.io.Serializable;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The law of what the shop knows beside its orders. All of it follows from the customers' lives and
 * changes nothing in them: answers, tickets and visits tell of a customer who is likely to leave,
 * they do not make one leave. Only vouchers do something, if the {@link SimulationSpec} says so.
 *
 * @param acquisitions what winning a customer costs, by channel, spent on the day of the first
 *     order
 * @param retentionCents spent on each customer who buys in a calendar month, on the first day with
 *     a purchase in it
 * @param namedReferrers share of referred customers who name their referrer
 * @param consents share of customers who may be written to
 * @param surveys answers to surveys
 * @param engagement visits and e-mails
 * @param tickets support tickets
 * @param contracts a subscription beside the orders
 * @param campaigns vouchers for a random half
 */
public record InputLaw(
    List<Acquisition> acquisitions,
    int retentionCents,
    double namedReferrers,
    double consents,
    Surveys surveys,
    Engagement engagement,
    Tickets tickets,
    Contracts contracts,
    Campaigns campaigns)
    implements Serializable {

  /** What one customer of the channel costs. */
  public record Acquisition(Channel channel, int cents) implements Serializable {}

  /**
   * The answer is {@code highest - slope x p + deviation x a standard normal}, rounded and cut to 0
   * to 10, where p is the customer's probability of leaving after a purchase.
   *
   * @param answered share of purchase days that are followed by an answer, 3 to 10 days later
   */
  public record Surveys(double answered, double highest, double slope, double deviation)
      implements Serializable {}

  /**
   * Who has left loses interest: browsing, opens and clicks halve every {@code halfLifeDays}.
   *
   * @param visitsBeforePurchase mean number of visits in the week before a repeat purchase
   * @param visitsBrowsing mean number of other visits, 30 days after the arrival, 60 days, ...
   * @param opens share of newsletters that are opened; they come on the same days, to customers
   *     with consent
   * @param clicks share of opened newsletters that are clicked
   */
  public record Engagement(
      double visitsBeforePurchase,
      double visitsBrowsing,
      double opens,
      double clicks,
      double halfLifeDays)
      implements Serializable {}

  /**
   * A purchase day is followed by a ticket, 1 to 10 days later, with probability {@code least +
   * slope x p}.
   */
  public record Tickets(double least, double slope) implements Serializable {}

  /**
   * A monthly contract that begins within 60 days of the arrival; at each renewal it ends with a
   * probability of its own, beta distributed (the shifted-beta-geometric model).
   *
   * @param share of customers who sign one
   * @param alpha of the beta distribution
   * @param beta of the beta distribution
   * @param cents a month
   */
  public record Contracts(double share, double alpha, double beta, int cents)
      implements Serializable {}

  /**
   * Every so many days, some of the customers who came 30 days before or earlier are drawn, and
   * half of them get a voucher. Its effect on purchases is {@link SimulationSpec#campaignLift}.
   *
   * @param everyDays days between campaigns
   * @param drawn share of those customers
   * @param treated share of the drawn that get the voucher; the others are the control group
   * @param cents what a voucher costs
   */
  public record Campaigns(int everyDays, double drawn, double treated, int cents)
      implements Serializable {}

  /** Copies the list, so that the law cannot change under a running simulation. */
  public InputLaw {
    acquisitions = List.copyOf(acquisitions);
  }

  /** The law of the simulated shop. */
  public static InputLaw standard() {
    return new InputLaw(
        List.of(
            new Acquisition(Channel.ORGANIC, 400),
            new Acquisition(Channel.SEARCH, 1_800),
            new Acquisition(Channel.SOCIAL, 1_450),
            new Acquisition(Channel.EMAIL, 620),
            new Acquisition(Channel.REFERRAL, 1_000),
            new Acquisition(Channel.MARKETPLACE, 2_205)),
        60,
        .8,
        .7,
        new Surveys(.12, 9.3, 6, 1.7),
        new Engagement(1, .15, .2, .3, 45),
        new Tickets(.02, .15),
        new Contracts(.08, .67, 3.8, 990),
        new Campaigns(90, .2, .5, 80));
  }

  /** What a new customer of the channel costs; 0 if the channel acquires none. */
  int acquisitionCents(Channel channel) {
    return acquisitions.stream()
        .filter(acquisition -> acquisition.channel() == channel)
        .mapToInt(Acquisition::cents)
        .sum();
  }

  /** As JSON text in one line, with a fixed order of keys. */
  String json(SimulationSpec spec) {
    String effect =
        spec.campaignLift() == 0
            ? "0"
            : spec.campaignLift() + ", \"effect_within_days\": " + SimulationSpec.EFFECT_DAYS;
    String costs =
        acquisitions.stream()
            .map(cost -> "\"" + cost.channel().label() + "\": " + cost.cents())
            .collect(Collectors.joining(", "));
    return """
    {
        "acquisition_cents": {%s},
        "retention_cents_a_customer_and_month": %d,
        "named_referrers": %s,
        "consents": %s,
        "surveys": {"answered": %s, "highest": %s, "slope": %s, "deviation": %s},
        "engagement": {"visits_before_purchase": %s, "visits_browsing": %s, "opens": %s, "clicks": %s, "half_life_days": %s},
        "tickets": {"least": %s, "slope": %s},
        "contracts": {"share": %s, "alpha": %s, "beta": %s, "cents": %d},
        "campaigns": {"every_days": %d, "drawn": %s, "treated": %s, "cents": %d, "effect_on_purchases": %s}
      }"""
        .formatted(
            costs,
            retentionCents,
            namedReferrers,
            consents,
            surveys.answered(),
            surveys.highest(),
            surveys.slope(),
            surveys.deviation(),
            engagement.visitsBeforePurchase(),
            engagement.visitsBrowsing(),
            engagement.opens(),
            engagement.clicks(),
            engagement.halfLifeDays(),
            tickets.least(),
            tickets.slope(),
            contracts.share(),
            contracts.alpha(),
            contracts.beta(),
            contracts.cents(),
            campaigns.everyDays(),
            campaigns.drawn(),
            campaigns.treated(),
            campaigns.cents(),
            effect);
  }
}
