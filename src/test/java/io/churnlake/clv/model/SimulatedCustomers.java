package io.churnlake.clv.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Customers drawn from a purchase model's own story, with what they did after the end of
 * observation. Simulated in continuous time; a day is so small a part of the model's unit that
 * counting days instead moves no estimate by a noticeable part of its standard error.
 */
final class SimulatedCustomers {
  /** Days in a model unit. */
  static final int UNIT_DAYS = 2000;

  private static final int LEAST_UNITS = 20;
  private static final int MOST_UNITS = 60;

  /** When a customer may leave for good. */
  enum Leaving {
    AFTER_A_REPEAT_PURCHASE,
    AFTER_ANY_PURCHASE,
    AT_ANY_TIME
  }

  /**
   * A purchase model with its parameters: shape and inverse scale of the rate of stages, of which a
   * purchase takes some; then those of leaving: the two shapes of the probability, or shape and
   * inverse scale of the rate.
   */
  record Law(String family, int stages, Leaving leaving, List<Double> parameters) {
    double[] logParameters() {
      return parameters.stream().mapToDouble(Math::log).toArray();
    }

    @Override
    public String toString() {
      return family;
    }
  }

  /** A customer in days, with its purchases in the model units after the end of observation. */
  record Customer(int x, int txDays, int tDays, int later) {
    double tx() {
      return (double) txDays / UNIT_DAYS;
    }

    double t() {
      return (double) tDays / UNIT_DAYS;
    }
  }

  private final SplittableRandom random;

  SimulatedCustomers(long seed) {
    random = new SplittableRandom(seed);
  }

  /**
   * Draws customers who came in at random times.
   *
   * @param horizon for how many model units after the end of observation purchases are counted
   * @return sorted by x
   */
  List<Customer> draw(Law law, int customers, double horizon) {
    List<Customer> result = new ArrayList<>();
    for (int i = 0; i < customers; i++) {
      result.add(customer(law, horizon));
    }
    result.sort(Comparator.comparingInt(Customer::x));
    return result;
  }

  private Customer customer(Law law, double horizon) {
    List<Double> p = law.parameters();
    double rate = gamma(p.get(0)) / p.get(1);
    double leavingAt = Double.POSITIVE_INFINITY;
    double leavingProbability = 0;
    double first = gamma(p.get(2));
    if (law.leaving() == Leaving.AT_ANY_TIME) {
      leavingAt = random.nextExponential() * p.get(3) / first;
    } else {
      leavingProbability = first / (first + gamma(p.get(3)));
    }
    int tDays = random.nextInt(LEAST_UNITS * UNIT_DAYS, MOST_UNITS * UNIT_DAYS + 1);
    double t = (double) tDays / UNIT_DAYS;
    boolean stays =
        law.leaving() != Leaving.AFTER_ANY_PURCHASE || random.nextDouble() >= leavingProbability;
    int x = 0;
    int txDays = 0;
    int later = 0;
    double time = 0;
    while (stays) {
      for (int stage = 0; stage < law.stages(); stage++) {
        time += random.nextExponential() / rate;
      }
      if (time > Math.min(leavingAt, t + horizon)) {
        break;
      }
      int day = (int) Math.round(time * UNIT_DAYS);
      if (time > t) {
        later++;
      } else if (day > txDays) {
        // A second purchase on a day is none, as in the lake.
        x++;
        txDays = day;
      }
      stays = random.nextDouble() >= leavingProbability;
    }
    return new Customer(x, txDays, tDays, later);
  }

  /** The mean of x purchases of a customer drawn from a Gamma-Gamma law. */
  double meanSpend(GammaGamma law, int x) {
    double rate = gamma(law.q()) / law.v();
    return gamma(law.p() * x) / (rate * x);
  }

  /** Marsaglia, Tsang (2000), A Simple Method for Generating Gamma Variables; scale 1. */
  private double gamma(double shape) {
    if (shape < 1) {
      return gamma(shape + 1) * Math.pow(1 - random.nextDouble(), 1 / shape);
    }
    double d = shape - 1.0 / 3;
    while (true) {
      double normal = random.nextGaussian();
      double v = Math.pow(1 + normal / (3 * Math.sqrt(d)), 3);
      if (v > 0
          && Math.log(1 - random.nextDouble())
              < normal * normal / 2 + d - d * v + d * Math.log(v)) {
        return d * v;
      }
    }
  }
}
