package io.churnlake.clv.math;

/**
 * Nodes and weights of Gauss-Legendre quadrature on [0, 1]: n nodes integrate polynomials of degree
 * 2n - 1 exactly.
 *
 * <p>Not that of commons-math3, which makes a rule from the rules of all smaller sizes, one call
 * within the other: trees need rules of some hundred nodes.
 *
 * <p>Source: Abramowitz and Stegun, 25.4.29; the nodes are found by Newton's method.
 */
public final class GaussLegendre {
  private static final int NEWTON_STEPS = 10;

  private final double[] nodes;
  private final double[] weights;

  private GaussLegendre(int n) {
    nodes = new double[n];
    weights = new double[n];
    for (int i = 0; i < n; i++) {
      double y = Math.cos(Math.PI * (i + 0.75) / (n + 0.5));
      double slope = 1;
      for (int step = 0; step < NEWTON_STEPS; step++) {
        double before = 1;
        double here = y;
        for (int k = 2; k <= n; k++) {
          double next = ((2 * k - 1) * y * here - (k - 1) * before) / k;
          before = here;
          here = next;
        }
        slope = n * (before - y * here) / (1 - y * y);
        y -= here / slope;
      }
      nodes[i] = (1 - y) / 2;
      weights[i] = 1 / ((1 - y * y) * slope * slope);
    }
  }

  /** The rule with so many nodes. */
  public static GaussLegendre of(int nodes) {
    return new GaussLegendre(nodes);
  }

  public int size() {
    return nodes.length;
  }

  /** A node between 0 and 1, ascending in i. */
  public double node(int i) {
    return nodes[i];
  }

  /** The weight of a node; all of them sum to 1. */
  public double weight(int i) {
    return weights[i];
  }
}
