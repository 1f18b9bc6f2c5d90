package io.churnlake.churn.reason;

import io.churnlake.churn.model.DecisionTree;

/**
 * A tree made ready to explain rows: the products over inputs go down it and their sums over leaves
 * come up, see {@link SplitTables}. Immutable.
 */
final class PreparedTree {
  private static final int POINTS = SplitTables.POINTS;
  private static final int STATES = SplitTables.STATES;
  private static final int UPPER = SplitTables.UPPER;
  private static final int LAST = SplitTables.LAST;

  private final int uppers;
  private final int splits;
  private final int size;
  private final int[] feature;
  private final double[] threshold;
  private final int[] earlier;
  private final int[] earlierSide;
  private final int[] left;
  private final int[] right;
  private final double[] leafValue;
  private final SplitTables tables;
  private final double[][] upper;
  private final double[][] last;

  PreparedTree(DecisionTree tree) {
    SplitPaths paths = new SplitPaths(tree);
    uppers = paths.uppers();
    splits = paths.splits();
    size = paths.size();
    feature = new int[splits];
    threshold = new double[splits];
    earlier = new int[splits];
    earlierSide = new int[splits];
    for (int split = 0; split < splits; split++) {
      feature[split] = paths.feature(split);
      threshold[split] = paths.threshold(split);
      earlier[split] = paths.earlier(split);
      earlierSide[split] = paths.earlierSide(split);
    }
    left = new int[uppers];
    right = new int[uppers];
    for (int split = 0; split < uppers; split++) {
      left[split] = POINTS * paths.childNumber(split, SplitPaths.LEFT);
      right[split] = POINTS * paths.childNumber(split, SplitPaths.RIGHT);
    }
    leafValue = new double[size];
    for (int leaf = splits; leaf < size; leaf++) {
      leafValue[leaf] = paths.leafValue(leaf);
    }
    tables = new SplitTables(paths);
    upper = new double[tables.passes()][];
    last = new double[tables.passes()][];
    for (int pass = 0; pass < upper.length; pass++) {
      upper[pass] = tables.upper(pass);
      last[pass] = tables.last(pass);
    }
  }

  /** How many states a row has in this tree. */
  int states() {
    return splits + 1;
  }

  /** How many products a row has in this tree. */
  int products() {
    return Math.max(size, 1) * POINTS;
  }

  /**
   * Adds scale x the Shapley values of a row.
   *
   * @param states room for {@link #states} numbers
   * @param products room for {@link #products} numbers
   */
  void add(double[] x, double scale, double[] contributions, int[] states, double[] products) {
    if (splits == 0) {
      return;
    }
    walk(x, states);
    for (int pass = 0; pass < upper.length; pass++) {
      for (int point = 0; point < POINTS; point++) {
        products[point] = scale * tables.weight(pass, point);
      }
      goDown(upper[pass], states, products);
      turn(last[pass], states, contributions, products);
      goUp(upper[pass], states, contributions, products);
    }
  }

  private void walk(double[] x, int[] states) {
    // Splits without an earlier one look here: every row is still on the way.
    states[splits] = SplitPaths.LEFT;
    for (int split = 0; split < splits; split++) {
      int direction = x[feature[split]] <= threshold[split] ? SplitPaths.LEFT : SplitPaths.RIGHT;
      states[split] =
          states[earlier[split]] == earlierSide[split] ? direction : SplitTables.NEITHER;
    }
  }

  private void goDown(double[] table, int[] states, double[] products) {
    for (int split = 0; split < uppers; split++) {
      int at = (split * STATES + states[split]) * UPPER;
      int own = split * POINTS;
      int l = left[split];
      int r = right[split];
      double p0 = products[own];
      double p1 = products[own + 1];
      double p2 = products[own + 2];
      products[l] = p0 * table[at];
      products[l + 1] = p1 * table[at + 1];
      products[l + 2] = p2 * table[at + 2];
      products[r] = p0 * table[at + 6];
      products[r + 1] = p1 * table[at + 7];
      products[r + 2] = p2 * table[at + 8];
    }
  }

  /** From products to sums over leaves. */
  private void turn(double[] table, int[] states, double[] contributions, double[] products) {
    for (int split = uppers; split < splits; split++) {
      int at = ((split - uppers) * STATES + states[split]) * LAST;
      int own = split * POINTS;
      double p0 = products[own];
      double p1 = products[own + 1];
      double p2 = products[own + 2];
      products[own] = p0 * table[at];
      products[own + 1] = p1 * table[at + 1];
      products[own + 2] = p2 * table[at + 2];
      contributions[feature[split]] += p0 * table[at + 3] + p1 * table[at + 4] + p2 * table[at + 5];
    }
    for (int leaf = splits; leaf < size; leaf++) {
      int own = leaf * POINTS;
      products[own] *= leafValue[leaf];
      products[own + 1] *= leafValue[leaf];
      products[own + 2] *= leafValue[leaf];
    }
  }

  private void goUp(double[] table, int[] states, double[] contributions, double[] products) {
    for (int split = uppers - 1; split >= 0; split--) {
      int at = (split * STATES + states[split]) * UPPER;
      int own = split * POINTS;
      int l = left[split];
      int r = right[split];
      double l0 = products[l];
      double l1 = products[l + 1];
      double l2 = products[l + 2];
      double r0 = products[r];
      double r1 = products[r + 1];
      double r2 = products[r + 2];
      products[own] = l0 + r0;
      products[own + 1] = l1 + r1;
      products[own + 2] = l2 + r2;
      contributions[feature[split]] +=
          l0 * table[at + 3]
              + l1 * table[at + 4]
              + l2 * table[at + 5]
              + r0 * table[at + 9]
              + r1 * table[at + 10]
              + r2 * table[at + 11];
    }
  }
}
