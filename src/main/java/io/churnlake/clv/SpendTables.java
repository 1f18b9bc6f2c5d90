package io.churnlake.clv;

import io.churnlake.clv.model.GammaGamma;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.commons.math3.special.Beta;

/**
 * How much n purchases come to, for customers with x repeat purchases so far, in multiples of the
 * scale V = v + x z of their spend.
 *
 * <p>Each purchase is Gamma(p, ν) with ν ~ Gamma(Q, V) by now, Q = p x + q, so that the total S has
 * S / (S + V) ~ Beta(p n, Q): the compound of a gamma distribution with a gamma-distributed rate.
 * That depends on x and n alone. It is tabled on a logarithmic grid once for all customers. Safe
 * for use by several threads.
 */
final class SpendTables {
  /** Steps of the grid in the logarithm of S / V. */
  static final double STEP = 0.2;

  /** Beyond so many repeat purchases a table would be too coarse. */
  static final int MOST_REPEATS = 50;

  private static final double BELOW_ONE_PURCHASE = 6;
  private static final double HIGHEST = 8;

  private final GammaGamma spend;
  private final ConcurrentMap<Long, double[]> rows = new ConcurrentHashMap<>();

  SpendTables(GammaGamma spend) {
    this.spend = spend;
  }

  GammaGamma spend() {
    return spend;
  }

  /** The logarithm of S / V at a point of the grid. */
  double logAmount(int x, int point) {
    return lowest(x) + point * STEP;
  }

  int points(int x) {
    return (int) Math.ceil((HIGHEST - lowest(x)) / STEP) + 1;
  }

  /** A purchase is about 1 / (x + 1) of V. */
  private static double lowest(int x) {
    return -Math.log1p(x) - BELOW_ONE_PURCHASE;
  }

  /** P(S ≤ amount) at each point, given n purchases to come, n at least 1. */
  double[] row(int x, int n) {
    return rows.computeIfAbsent(((long) x << Integer.SIZE) | n, key -> computed(x, n));
  }

  private double[] computed(int x, int n) {
    double[] row = new double[points(x)];
    for (int i = 0; i < row.length; i++) {
      double u = 1 / (1 + Math.exp(-logAmount(x, i)));
      row[i] = Beta.regularizedBeta(u, spend.p() * n, spend.p() * x + spend.q());
    }
    return row;
  }
}
