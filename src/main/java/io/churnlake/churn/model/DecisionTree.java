package io.churnlake.churn.model;

import java.io.Serializable;
import java.util.BitSet;

/**
 * One binary regression tree, its nodes numbered from 0, the root, with children after their
 * parents. Immutable.
 */
public final class DecisionTree implements Serializable {
  private static final long serialVersionUID = 1;

  /** Sums of weights in another order differ by less. */
  private static final double COVER_TOLERANCE = 1e-9;

  private static final int NONE = -1;

  private final int[] feature;
  private final double[] threshold;
  private final int[] left;
  private final int[] right;
  private final double[] value;
  private final double[] cover;

  /**
   * A tree of parallel arrays, an element a node; they are copied. At an inner node {@code value}
   * means nothing, at a leaf {@code threshold}, {@code left} and {@code right} do.
   *
   * @param feature the input that the node looks at; -1 at a leaf
   * @param threshold a row whose input is at most this goes left, as with MLlib's ContinuousSplit
   * @param left number of the left child
   * @param right number of the right child
   * @param value what a leaf gives, in log-odds
   * @param cover weight of the training rows that came by the node, above 0; that of an inner node
   *     is the sum of its children's
   * @throws IllegalArgumentException if this is not a tree
   */
  public DecisionTree(
      int[] feature, double[] threshold, int[] left, int[] right, double[] value, double[] cover) {
    this.feature = feature.clone();
    this.threshold = threshold.clone();
    this.left = left.clone();
    this.right = right.clone();
    this.value = value.clone();
    this.cover = cover.clone();
    requireOneLength();
    BitSet children = new BitSet();
    for (int node = 0; node < feature.length; node++) {
      require(cover[node] > 0 && Double.isFinite(cover[node]), node, "has no positive cover");
      if (feature[node] == NONE) {
        keepAsLeaf(node);
      } else {
        keepAsInner(node, children);
      }
    }
    if (children.cardinality() != feature.length - 1) {
      throw new IllegalArgumentException("a node of the tree is no node's child");
    }
  }

  private void requireOneLength() {
    int nodes = feature.length;
    if (nodes == 0
        || threshold.length != nodes
        || left.length != nodes
        || right.length != nodes
        || value.length != nodes
        || cover.length != nodes) {
      throw new IllegalArgumentException("a tree's arrays must have one length, above 0");
    }
  }

  private void keepAsLeaf(int node) {
    require(Double.isFinite(value[node]), node, "has no finite value");
    threshold[node] = 0;
    left[node] = NONE;
    right[node] = NONE;
  }

  private void keepAsInner(int node, BitSet children) {
    require(feature[node] >= 0, node, "looks at a negative input");
    require(Double.isFinite(threshold[node]), node, "has no finite threshold");
    for (int child : new int[] {left[node], right[node]}) {
      require(child > node && child < feature.length, node, "has a child that is not after it");
      require(!children.get(child), node, "has a child of another");
      children.set(child);
    }
    double sum = cover[left[node]] + cover[right[node]];
    require(
        Math.abs(sum - cover[node]) <= COVER_TOLERANCE * cover[node],
        node,
        "has another cover than its children together");
    value[node] = 0;
  }

  private static void require(boolean holds, int node, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException("node " + node + " of the tree " + otherwise);
    }
  }

  /** The value of the leaf that the row comes to; NaN goes right. */
  public double value(double[] x) {
    int node = 0;
    while (feature[node] != NONE) {
      node = x[feature[node]] <= threshold[node] ? left[node] : right[node];
    }
    return value[node];
  }

  /** How many nodes there are, leaves among them. */
  public int size() {
    return feature.length;
  }

  public boolean isLeaf(int node) {
    return feature[node] == NONE;
  }

  /** The input that an inner node looks at; -1 at a leaf. */
  public int feature(int node) {
    return feature[node];
  }

  /** The highest value that goes left at an inner node. */
  public double threshold(int node) {
    return threshold[node];
  }

  /** The left child of an inner node; -1 at a leaf. */
  public int left(int node) {
    return left[node];
  }

  /** The right child of an inner node; -1 at a leaf. */
  public int right(int node) {
    return right[node];
  }

  /** What a leaf gives, in log-odds; 0 at an inner node. */
  public double leafValue(int node) {
    return value[node];
  }

  /** Weight of the training rows that came by the node. */
  public double cover(int node) {
    return cover[node];
  }
}
