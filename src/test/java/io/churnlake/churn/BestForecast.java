package io.churnlake.churn;

import io.churnlake.clv.math.GammaFunctions;
import io.churnlake.simulate.InputLaw;
import io.churnlake.simulate.KnownCustomers.Customer;
import io.churnlake.simulate.KnownCustomers.Event;
import io.churnlake.simulate.ShopLaw;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The best forecast that anybody can make of a customer of the simulated shop: Bayes' rule with the
 * law and its parameters as they are, from the purchases, visits and e-mails up to a day.
 *
 * <p>Purchases are BG/NBD in whole days: with q = exp(-lambda) a day goes by without one with
 * probability q. Someone with x repeat purchases, the last t_x days and the observation's end T
 * days after the first, has the likelihood (1-q)^x q^(T-x) B(a,b+x)/B(a,b) if still there and
 * (1-q)^x q^(t_x-x) B(a+1,b+x-1)/B(a,b) if gone, to be integrated over the gamma distribution of
 * lambda. Each is multiplied by the likelihood of what was seen beside the purchases: interest that
 * fades in those who are gone, and visits of the week before a purchase that is yet to come.
 */
final class BestForecast {
  private static final int WEEK = 7;
  private static final int NEWSLETTER_DAYS = 30;

  /** Nodes of the trapezoidal rule in ln(lambda), and its ends: rates of 1e-7 and 20 a day. */
  private static final int NODES = 400;

  private static final double LOWEST = Math.log(1e-7);
  private static final double HIGHEST = Math.log(20);

  /** No purchase within a week. */
  private static final int NOT_SOON = Integer.MAX_VALUE;

  private final ShopLaw law;
  private final InputLaw inputs;
  private final int today;
  private final int horizonDays;

  /** A forecast on the evening of a day, counted from the first of the period, which is 0. */
  BestForecast(ShopLaw law, InputLaw inputs, int today, int horizonDays) {
    this.law = law;
    this.inputs = inputs;
    this.today = today;
    this.horizonDays = horizonDays;
  }

  /** P(no purchase within the horizon | all that was seen) of a customer who has come. */
  double pNoPurchase(Customer customer) {
    return new Seen(customer).pNoPurchase();
  }

  /** What was seen of one customer up to today. */
  private final class Seen {
    private final List<Integer> days;
    private final int first;
    private final int last;
    private final double alpha;
    private final Map<Integer, Integer> visits = new HashMap<>();
    private final Map<Integer, Integer> opens = new HashMap<>();

    Seen(Customer customer) {
      days = customer.days().stream().filter(day -> day <= today).toList();
      first = days.get(0);
      last = days.get(days.size() - 1);
      alpha = law.alpha(customer.channel());
      for (Event event : customer.events()) {
        if (event.day() <= today && event.kind().equals("visit")) {
          visits.merge(event.day(), 1, Integer::sum);
        } else if (event.day() <= today && event.kind().equals("email_open")) {
          opens.merge(event.day(), 1, Integer::sum);
        }
      }
    }

    double pNoPurchase() {
      int x = days.size() - 1;
      double goneBeside = emails(true) + visits(true, NOT_SOON);
      double thereBeside = emails(false);
      // By the days to the next purchase; at the end for one that is more than a week away.
      double[] next =
          IntStream.rangeClosed(1, WEEK + 1)
              .mapToDouble(k -> thereBeside + visits(false, k > WEEK ? NOT_SOON : today + k))
              .toArray();
      // Before the exponential: likelihoods of a long history are too small for a number.
      double peak = Math.max(goneBeside, Arrays.stream(next).max().orElseThrow()) + logPeak(x);
      double gone = x == 0 ? 0 : Math.exp(logLeaving(1, x - 1));
      double there = Math.exp(logLeaving(0, x));
      double silent = 0;
      double all = 0;
      for (int node = 0; node < NODES; node++) {
        double rate = rate(node);
        double bought = bought(node, x) - peak;
        double ifGone = gone * Math.exp(bought - rate * (last - first - x) + goneBeside);
        double quiet = bought - rate * (today - first - x);
        double later = there * Math.exp(quiet - rate * WEEK + next[WEEK]);
        silent += ifGone + later * Math.exp(-rate * (horizonDays - WEEK));
        all += ifGone + later;
        for (int k = 1; k <= WEEK; k++) {
          all += there * -Math.expm1(-rate) * Math.exp(quiet - rate * (k - 1) + next[k - 1]);
        }
      }
      return silent / all;
    }

    /** E(p^gone (1-p)^stayed) of the beta distribution, as a logarithm. */
    private double logLeaving(int gone, int stayed) {
      return GammaFunctions.logBeta(law.dropoutA() + gone, law.dropoutB() + stayed)
          - GammaFunctions.logBeta(law.dropoutA(), law.dropoutB());
    }

    /** Log-density of the rate in ln(lambda), and of x purchases; both up to a constant. */
    private double bought(int node, int x) {
      double rate = rate(node);
      return law.rateShape() * Math.log(rate) - alpha * rate + x * Math.log(-Math.expm1(-rate));
    }

    private double logPeak(int x) {
      return IntStream.range(0, NODES)
          .mapToDouble(node -> bought(node, x) - rate(node) * (last - first - x))
          .max()
          .orElseThrow();
    }

    /** Log-likelihood of the newsletters' fates, which are seen of those alone who consent. */
    private double emails(boolean isGone) {
      double consenting = inputs.consents();
      for (int day = first + NEWSLETTER_DAYS; day <= today; day += NEWSLETTER_DAYS) {
        double opened = inputs.engagement().opens() * interest(day, isGone);
        consenting *= opens.containsKey(day) ? opened : 1 - opened;
      }
      return Math.log(consenting + (opens.isEmpty() ? 1 - inputs.consents() : 0));
    }

    /** Log-likelihood of each day's number of visits, given the day of the next purchase. */
    private double visits(boolean isGone, int next) {
      double sum = 0;
      for (int day = first; day <= today; day++) {
        double mean = next == NOT_SOON ? 0 : before(next, day);
        for (int i = 1; i < days.size(); i++) {
          mean += before(days.get(i), day);
        }
        if (day > first && (day - first) % NEWSLETTER_DAYS == 0) {
          mean += inputs.engagement().visitsBrowsing() * interest(day, isGone);
        }
        int seen = visits.getOrDefault(day, 0);
        // The factorial is the same for all that may be.
        sum += (seen == 0 ? 0 : seen * Math.log(mean)) - mean;
      }
      return sum;
    }

    /** Mean visits on a day that a purchase brings: on one of the seven days before, evenly. */
    private double before(int purchase, int day) {
      int earliest = purchase - WEEK;
      if (day >= purchase || day < earliest && day > first) {
        return 0;
      }
      // Nobody visits before the first purchase: what would be earlier is made on that day.
      int places = day == first ? Math.max(0, first - earliest + 1) : 1;
      return inputs.engagement().visitsBeforePurchase() * places / WEEK;
    }

    private double interest(int day, boolean isGone) {
      return isGone && day > last
          ? Math.pow(.5, (day - last) / inputs.engagement().halfLifeDays())
          : 1;
    }
  }

  private static double rate(int node) {
    return Math.exp(LOWEST + (HIGHEST - LOWEST) * node / (NODES - 1));
  }
}
