package io.churnlake.churn.reason;

import io.churnlake.churn.model.DecisionTree;
import java.util.Arrays;

/**
 * The splits of a tree, each with what the way to it says about its input. They are numbered by
 * kind, so that no loop has to ask for it: upper splits, which have a split below; last splits,
 * whose children are both leaves; behind them the leaves that hang on upper splits. Within a kind
 * the order is the tree's, so the root is 0 and children come after their parents.
 */
final class SplitPaths {
  /** The sides of a split. */
  static final int LEFT = 1;

  static final int RIGHT = 2;

  private static final int NONE = -1;

  private final DecisionTree tree;
  private final int uppers;
  private final int splits;
  private final int size;
  private final int[] node;
  private final int[] number;
  private final int[] parent;
  private final int[] side;
  private final int[] earlier;
  private final int[] earlierSide;
  private final double[] shareBefore;
  private int mostInputs;

  SplitPaths(DecisionTree tree) {
    this.tree = tree;
    node = new int[tree.size()];
    number = new int[tree.size()];
    Arrays.fill(number, NONE);
    int count = 0;
    for (int i = 0; i < tree.size(); i++) {
      count = isUpper(i) ? numbered(i, count) : count;
    }
    uppers = count;
    for (int i = 0; i < tree.size(); i++) {
      count = !tree.isLeaf(i) && !isUpper(i) ? numbered(i, count) : count;
    }
    splits = count;
    parent = new int[tree.size()];
    side = new int[tree.size()];
    parent[0] = NONE;
    for (int split = 0; split < uppers; split++) {
      for (int where = LEFT; where <= RIGHT; where++) {
        int child = child(split, where);
        count = tree.isLeaf(child) ? numbered(child, count) : count;
        parent[number[child]] = split;
        side[number[child]] = where;
      }
    }
    size = count;
    earlier = new int[splits];
    earlierSide = new int[splits];
    shareBefore = new double[splits];
    lookUp();
  }

  private boolean isUpper(int i) {
    return !tree.isLeaf(i) && !(tree.isLeaf(tree.left(i)) && tree.isLeaf(tree.right(i)));
  }

  private int numbered(int i, int count) {
    node[count] = i;
    number[i] = count;
    return count + 1;
  }

  /** Finds for each split the last one above it with the same input. */
  private void lookUp() {
    int[] inputs = new int[splits];
    for (int split = 0; split < splits; split++) {
      int above = parent[split];
      int where = side[split];
      while (above != NONE && feature(above) != feature(split)) {
        where = side[above];
        above = parent[above];
      }
      boolean isFirst = above == NONE;
      earlier[split] = isFirst ? splits : above;
      earlierSide[split] = isFirst ? LEFT : where;
      shareBefore[split] = isFirst ? 1 : share(above, where);
      inputs[split] = (split == 0 ? 0 : inputs[parent[split]]) + (isFirst ? 1 : 0);
      mostInputs = Math.max(mostInputs, inputs[split]);
    }
  }

  /** How many upper splits there are. */
  int uppers() {
    return uppers;
  }

  /** How many splits there are. */
  int splits() {
    return splits;
  }

  /** How many numbers there are: splits, and leaves that hang on upper ones. */
  int size() {
    return size;
  }

  /** Most different inputs on one way from the root to a leaf. */
  int mostInputs() {
    return mostInputs;
  }

  /** The input that a split looks at. */
  int feature(int split) {
    return tree.feature(node[split]);
  }

  /** The highest value that goes left at a split. */
  double threshold(int split) {
    return tree.threshold(node[split]);
  }

  /** The number of an upper split's child. */
  int childNumber(int split, int where) {
    return number[child(split, where)];
  }

  /** The value of a leaf by its number. */
  double leafValue(int leaf) {
    return tree.leafValue(node[leaf]);
  }

  /** The value of the leaf on a side of a last split. */
  double leafValue(int split, int where) {
    return tree.leafValue(child(split, where));
  }

  /** The last split above with the same input; {@link #splits} if there is none. */
  int earlier(int split) {
    return earlier[split];
  }

  /** The side of {@link #earlier} on which the split lies; left if there is none. */
  int earlierSide(int split) {
    return earlierSide[split];
  }

  /** The share of the split's training weight that goes to a side. */
  double ratio(int split, int where) {
    double left = tree.cover(child(split, LEFT));
    double right = tree.cover(child(split, RIGHT));
    return (where == LEFT ? left : right) / (left + right);
  }

  /** The product of the ratios of all splits on this input on the way to the split, without it. */
  double shareBefore(int split) {
    return shareBefore[split];
  }

  /** As {@link #shareBefore}, with the split. */
  double share(int split, int where) {
    return shareBefore[split] * ratio(split, where);
  }

  private int child(int split, int where) {
    return where == LEFT ? tree.left(node[split]) : tree.right(node[split]);
  }
}
