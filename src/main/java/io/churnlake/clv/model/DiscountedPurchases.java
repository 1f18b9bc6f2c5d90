package io.churnlake.clv.model;

import java.util.Arrays;

/**
 * Discounted purchases of a living customer in all time to come.
 *
 * <p>A stage at rate λ is worth y = λ/(λ + δ), so that given λ, dropout probability p and j of k
 * stages done, the purchases are worth Σ_n y^(nk - j) (1-p)^(n-1) = y^(k-j) / (1 - (1-p) y^k). Its
 * mean is a double integral over ln λ and logit p by the trapezoidal rule: positive terms only, and
 * exponential convergence whatever the parameters, where the hypergeometric series does not settle
 * for small δ.
 */
final class DiscountedPurchases {
  /** Offsets stay between this and its inverse, so that a product of two is a number. */
  private static final double LARGEST_OFFSET = 1e150;

  private final double discount;
  private final GeometricDropoutFuture future;
  private double[] weights = new double[64];
  private double[] offsets = new double[64];
  private int nodes;
  private double mass;
  private double last;

  private DiscountedPurchases(GeometricDropoutFuture future, double delta) {
    this.future = future;
    // In multiples of the stage rate's scale.
    discount = future.rate() * delta;
  }

  static double of(GeometricDropoutFuture future, double delta) {
    DiscountedPurchases purchases = new DiscountedPurchases(future, delta);
    double least = purchases.layNodes();
    double flatBelow = BetaMean.TOLERANCE * least;
    return BetaMean.of(future.a(), future.b(), flatBelow, purchases::at) / purchases.mass;
  }

  /**
   * The integral over the stage rate: Σ weight / (offset + p), not normalised. Two fractions at a
   * time, because a division takes as long as several products.
   */
  private double at(double p) {
    double sum = nodes % 2 == 0 ? 0 : weights[nodes - 1] / (offsets[nodes - 1] + p);
    for (int i = 1; i < nodes; i += 2) {
      double left = offsets[i - 1] + p;
      double right = offsets[i] + p;
      sum += (weights[i - 1] * right + weights[i] * left) / (left * right);
    }
    return sum;
  }

  /** Lays the nodes in ln λ; returns the smallest offset. */
  private double layNodes() {
    double shape = future.shape();
    double step = BetaMean.step(shape);
    add(0);
    double negligible = BetaMean.TOLERANCE * Math.min(1, discount);
    for (int i = 1; ; i++) {
      double rate = add(-i * step);
      double ratio = Math.exp(-step * (shape - rate));
      if (rate <= negligible || isNegligible(ratio)) {
        // Customers who hardly ever buy: they count, what they buy does not.
        mass += last / Math.expm1(shape * step);
        break;
      }
    }
    // Mass alone does not tell where to end: for small shapes most of it is customers who hardly
    // ever buy. The node at the mode is 1 or more, and worth grows with at most this power.
    for (int i = 1; ; i++) {
      double rate = add(i * step);
      int stages = future.stages();
      double ratio = Math.exp(step * (shape + 2 * stages - 1 - rate));
      double worth = last * Math.pow(1 + rate / Math.max(1, shape), stages);
      if (ratio < 1 && worth * ratio <= BetaMean.TOLERANCE * (1 - ratio)) {
        return offsets[nodes - 1];
      }
    }
  }

  /** Whether masses that shrink by this ratio from here on are. */
  private boolean isNegligible(double ratio) {
    return ratio < 1 && (last * ratio <= BetaMean.TOLERANCE * mass * (1 - ratio));
  }

  /** A node t to the right of the mode with no stage done; returns λ. */
  private double add(double t) {
    double shape = future.shape();
    int stages = future.stages();
    double rate = shape * Math.exp(t);
    double density = Math.exp(shape * (t - Math.expm1(t)));
    double share = future.silence() / future.rate();
    last = density * truncatedExponential(stages, share * rate);
    mass += last;
    if (nodes == weights.length) {
      weights = Arrays.copyOf(weights, 2 * nodes);
      offsets = Arrays.copyOf(offsets, 2 * nodes);
    }
    weights[nodes] = density * truncatedExponential(stages, share * (rate + discount));
    double offset =
        stages == 1 ? discount / rate : Math.expm1(stages * Math.log1p(discount / rate));
    offsets[nodes] = Math.max(Math.min(offset, LARGEST_OFFSET), 1 / LARGEST_OFFSET);
    nodes++;
    return rate;
  }

  /** The first terms of the exponential's series. */
  private static double truncatedExponential(int terms, double z) {
    double sum = 1;
    double term = 1;
    for (int j = 1; j < terms; j++) {
      term *= z / j;
      sum += term;
    }
    return sum;
  }
}
