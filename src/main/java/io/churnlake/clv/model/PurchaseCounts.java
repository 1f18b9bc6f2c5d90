package io.churnlake.clv.model;

import io.churnlake.clv.math.GammaFunctions;
import io.churnlake.clv.math.GaussLegendre;

/**
 * How many purchases a {@link GammaLifetimeFuture} makes: P(n) = P(lives through h, n purchases) +
 * P(dies before h, n purchases before it dies).
 *
 * <p>Source: Fader, Hardie (2014), "Deriving the Conditional PMF of the Pareto/NBD Model", there a
 * difference of hypergeometric functions. Here the second probability, D(n), is an integral over
 * the time of death, and integration by parts links three in a row to the first, A(n): with κ = 1 -
 * rate/beta, (shape + n - 1) D(n-1) = (s rate/beta) A(n) + (n (1 + κ) + shape + s (1 - κ)) D(n) - κ
 * (n + 1) D(n+1). Downwards in n this is stable while κ is at least -1, so that two integrals at
 * the top give all; for a smaller κ every D(n) is integrated.
 */
final class PurchaseCounts {
  private static final GaussLegendre RULE = GaussLegendre.of(16);

  /** Up to this length, and slope times length, the rule is exact to double precision. */
  private static final double LENGTH = 3;

  private static final double DROP = 10;
  private static final double NEGLIGIBLE = 1e-17;
  private static final int BISECTIONS = 60;

  /** The largest rate/beta with κ of at least -1. */
  private static final double STABLE_TO = 2;

  private final double shape;
  private final double rate;
  private final double s;
  private final double beta;
  private final double near;
  private final int n;
  private double sum;
  private double sumNext;

  private PurchaseCounts(GammaLifetimeFuture customer, int n) {
    shape = customer.shape();
    rate = customer.rate();
    s = customer.s();
    beta = customer.beta();
    near = Math.min(rate, beta);
    this.n = n;
  }

  /** The probabilities of 0 to most purchases in the next h units. */
  static double[] within(double h, int most, GammaLifetimeFuture customer) {
    double[] result = new double[most + 1];
    if (h <= 0) {
      result[0] = 1;
      return result;
    }
    double[] living = living(h, most, customer);
    return customer.rate() <= STABLE_TO * customer.beta()
        ? new PurchaseCounts(customer, most).downFromTop(h, living)
        : oneByOne(h, living, customer);
  }

  /** A(0), ..., A(most): negative binomial, from its mode on so that nothing underflows. */
  private static double[] living(double h, int most, GammaLifetimeFuture customer) {
    double shape = customer.shape();
    double share = h / (customer.rate() + h);
    int mode = (int) Math.max(0, Math.min(most, (shape - 1) * h / customer.rate()));
    double[] result = new double[most + 1];
    result[mode] =
        Math.exp(
            GammaFunctions.logGammaRise(shape, mode)
                - GammaFunctions.logGamma(mode + 1.0)
                - shape * Math.log1p(h / customer.rate())
                - (mode == 0 ? 0 : mode * Math.log1p(customer.rate() / h))
                - customer.s() * Math.log1p(h / customer.beta()));
    for (int k = mode; k < most; k++) {
      result[k + 1] = result[k] * (shape + k) / (k + 1) * share;
    }
    for (int k = mode; k > 0; k--) {
      result[k - 1] = result[k] / ((shape + (k - 1)) * share) * k;
    }
    return result;
  }

  private static double[] oneByOne(double h, double[] living, GammaLifetimeFuture customer) {
    double[] result = living.clone();
    for (int k = 0; k < result.length; k++) {
      PurchaseCounts counts = new PurchaseCounts(customer, k);
      counts.integrate(h);
      result[k] += counts.sum;
    }
    return result;
  }

  private double[] downFromTop(double h, double[] living) {
    integrate(h);
    double kappa = 1 - rate / beta;
    double here = sum;
    double above = sumNext * (shape + n) / (n + 1);
    double[] result = living.clone();
    for (int k = n; k > 0; k--) {
      result[k] += here;
      double below =
          (s * rate / beta * living[k]
                  + (k * (1 + kappa) + shape + s * (1 - kappa)) * here
                  - kappa * (k + 1) * above)
              / (shape + (k - 1));
      above = here;
      here = below;
    }
    result[0] += here;
    return result;
  }

  /**
   * D(n), and the same with one factor τ/(rate + τ) more. In v = ln(1 + τ/c), c the smaller of rate
   * and beta, the integrand is log-concave: from its peak panels run both ways until the rest is
   * negligible.
   */
  private void integrate(double h) {
    double end = Math.log1p(h / near);
    double peak = peak(end);
    for (int sign : new int[] {1, -1}) {
      double v = peak;
      double rest = sign > 0 ? end - peak : peak;
      while (rest > 0) {
        double length = Math.min(rest, LENGTH);
        while (steepest(v, v + sign * length) * length > DROP) {
          length /= 2;
        }
        double before = sum;
        add(sign > 0 ? v : v - length, length);
        v += sign * length;
        rest = length >= rest ? 0 : rest - length;
        if (sum - before <= NEGLIGIBLE * sum) {
          break;
        }
      }
    }
  }

  private void add(double from, double length) {
    double logConstant =
        GammaFunctions.logGammaRise(shape, n)
            - GammaFunctions.logGamma(n + 1.0)
            + Math.log(s / beta * length);
    for (int i = 0; i < RULE.size(); i++) {
      double tau = near * Math.expm1(from + length * RULE.node(i));
      double share = tau / (rate + tau);
      double log =
          logConstant
              - shape * Math.log1p(tau / rate)
              + (n == 0 ? 0 : n * Math.log(share))
              - (s + 1) * Math.log1p(tau / beta);
      double term = RULE.weight(i) * (near + tau) * Math.exp(log);
      sum += term;
      sumNext += term * share;
    }
  }

  private double peak(double end) {
    if (slope(end) >= 0) {
      return end;
    }
    double low = 0;
    double high = end;
    for (int i = 0; i < BISECTIONS; i++) {
      double middle = (low + high) / 2;
      if (slope(middle) > 0) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  /** The derivative of the integrand's logarithm in v; it falls with v. */
  private double slope(double v) {
    double tau = near * Math.expm1(v);
    return smoothSlope(tau) + (n == 0 ? 0 : n * (near + tau) / tau);
  }

  /** The same without the factor τ^n. */
  private double smoothSlope(double tau) {
    return 1 - (near + tau) * ((shape + n) / (rate + tau) + (s + 1) / (beta + tau));
  }

  /** A low power of τ is integrated as the polynomial it is, down to 0, where its slope is none. */
  private double steepest(double v, double w) {
    if (n <= DROP) {
      double smooth = Math.abs(smoothSlope(near * Math.expm1(v)));
      return Math.max(smooth, Math.abs(smoothSlope(near * Math.expm1(w))));
    }
    return Math.max(Math.abs(slope(v)), Math.abs(slope(w)));
  }
}
