package io.churnlake.churn.reason;

import io.churnlake.clv.math.GaussLegendre;

/**
 * What the Shapley values of a tree's inputs need and is the same for every row.
 *
 * <p>On the way to a leaf, let z_j be the share of the training weight that passes all splits on
 * input j, and o_j 1 if the row itself passes them, else 0. Of the leaf's value v, input i gets
 *
 * <pre>v (o_i - z_i) integral over t in [0, 1] of product over j != i of (t o_j + (1 - t) z_j)
 * </pre>
 *
 * since the weight of a coalition of s among n inputs is the integral of t^s (1 - t)^(n - 1 - s)
 * (Owen 1972, "Multilinear Extensions of Games"). With n inputs on the way the integrand is a
 * polynomial of degree n - 1, and Gauss-Legendre quadrature with n / 2 points is exact. At each
 * point the product over all inputs is carried down the tree and its sums over leaves up, as in Yu,
 * Xu, Bifet and Read (2022), "Linear TreeShap".
 */
final class SplitTables {
  /** What a row does at a split: it has left the way at an earlier split on the same input. */
  static final int NEITHER = 0;

  /** Neither, left, right. */
  static final int STATES = 3;

  /** Points of one pass over a tree. A loop over them would take half as long again. */
  static final int POINTS = 3;

  /** Numbers of an upper split by state: factor and gain of the left child, then of the right. */
  static final int UPPER = 4 * POINTS;

  /** Numbers of a last split by state: sum over its leaves, and what its input gets of it. */
  static final int LAST = 2 * POINTS;

  private final SplitPaths paths;
  private final GaussLegendre rule;

  SplitTables(SplitPaths paths) {
    this.paths = paths;
    this.rule = GaussLegendre.of(POINTS * ((paths.mostInputs() + 2 * POINTS - 1) / (2 * POINTS)));
  }

  /** How many passes over the tree reach all points. */
  int passes() {
    return rule.size() / POINTS;
  }

  /** The weight of a pass's point. */
  double weight(int pass, int point) {
    return rule.weight(pass * POINTS + point);
  }

  /** The numbers of the upper splits for the points of a pass. */
  double[] upper(int pass) {
    double[] table = new double[paths.uppers() * STATES * UPPER];
    for (int i = 0; i < paths.uppers() * STATES * POINTS; i++) {
      int point = i % POINTS;
      int row = i / POINTS;
      double t = rule.node(pass * POINTS + point);
      Side left = side(row / STATES, row % STATES, SplitPaths.LEFT, t);
      Side right = side(row / STATES, row % STATES, SplitPaths.RIGHT, t);
      int at = row * UPPER + point;
      table[at] = left.factor();
      table[at + POINTS] = left.gain();
      table[at + 2 * POINTS] = right.factor();
      table[at + 3 * POINTS] = right.gain();
    }
    return table;
  }

  /** The numbers of the last splits for the points of a pass. */
  double[] last(int pass) {
    int lasts = paths.splits() - paths.uppers();
    double[] table = new double[lasts * STATES * LAST];
    for (int i = 0; i < lasts * STATES * POINTS; i++) {
      int point = i % POINTS;
      int row = i / POINTS;
      int split = paths.uppers() + row / STATES;
      double t = rule.node(pass * POINTS + point);
      Side left = side(split, row % STATES, SplitPaths.LEFT, t);
      Side right = side(split, row % STATES, SplitPaths.RIGHT, t);
      double ofLeft = left.factor() * paths.leafValue(split, SplitPaths.LEFT);
      double ofRight = right.factor() * paths.leafValue(split, SplitPaths.RIGHT);
      int at = row * LAST + point;
      table[at] = ofLeft + ofRight;
      table[at + POINTS] = ofLeft * left.gain() + ofRight * right.gain();
    }
    return table;
  }

  /**
   * What a split means to the leaves on one side of it.
   *
   * @param factor what the product over inputs is multiplied by
   * @param gain what the split's input gets of the sum over these leaves, more than it got by
   *     earlier splits
   */
  private record Side(double factor, double gain) {}

  private Side side(int split, int state, int where, double t) {
    if (state == NEITHER) {
      // o is 0 before and after: (o - z) / (t o + (1 - t) z) stays, and z changes by the ratio.
      return new Side(paths.ratio(split, where), 0);
    }
    double zBefore = paths.shareBefore(split);
    double before = t + (1 - t) * zBefore;
    double z = paths.share(split, where);
    double after = (state == where ? t : 0) + (1 - t) * z;
    double gain = state == where ? (1 - z) / after : -1 / (1 - t);
    return new Side(after / before, gain - (1 - zBefore) / before);
  }
}
