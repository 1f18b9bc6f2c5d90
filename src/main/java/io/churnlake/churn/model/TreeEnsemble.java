package io.churnlake.churn.model;

import java.io.Serializable;
import java.util.List;

/**
 * Boosted trees: base plus the sum of weight x leaf value. Leaf values are log-odds; MLlib's
 * boosted trees give half of that, so their weights are doubled here.
 *
 * @param inputs how many inputs a row has
 * @param base a constant, in log-odds
 * @param trees in the order in which they are added up
 */
public record TreeEnsemble(int inputs, double base, List<Weighted> trees) implements Margin {

  /** A tree and what its leaf values are multiplied by. */
  public record Weighted(DecisionTree tree, double weight) implements Serializable {

    /** Checks that the weight is finite. */
    public Weighted {
      if (!Double.isFinite(weight)) {
        throw new IllegalArgumentException("a tree's weight is " + weight);
      }
    }
  }

  /** Checks that the base is finite and that no tree looks at an input beyond the last. */
  public TreeEnsemble {
    trees = List.copyOf(trees);
    if (inputs < 1 || !Double.isFinite(base)) {
      throw new IllegalArgumentException(inputs + " inputs and the base " + base);
    }
    for (Weighted weighted : trees) {
      DecisionTree tree = weighted.tree();
      for (int node = 0; node < tree.size(); node++) {
        if (tree.feature(node) >= inputs) {
          throw new IllegalArgumentException(
              "a tree looks at input " + tree.feature(node) + " of " + inputs);
        }
      }
    }
  }

  @Override
  public double margin(double[] x) {
    double margin = base;
    for (int i = 0; i < trees.size(); i++) {
      Weighted weighted = trees.get(i);
      margin += weighted.weight() * weighted.tree().value(x);
    }
    return margin;
  }
}
