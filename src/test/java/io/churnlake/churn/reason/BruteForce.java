package io.churnlake.churn.reason;

import io.churnlake.churn.model.DecisionTree;
import io.churnlake.churn.model.TreeEnsemble;

/** Shapley values by their definition: over all subsets of the inputs. For few inputs. */
final class BruteForce {
  private BruteForce() {}

  static double[] contributions(TreeEnsemble ensemble, double[] x) {
    int inputs = ensemble.inputs();
    double[] worth = new double[1 << inputs];
    for (int known = 0; known < worth.length; known++) {
      worth[known] = worth(ensemble, x, known);
    }
    double[] contributions = new double[inputs];
    for (int input = 0; input < inputs; input++) {
      for (int known = 0; known < worth.length; known++) {
        if ((known >> input & 1) == 0) {
          int others = Integer.bitCount(known);
          double weight = factorial(others) * factorial(inputs - others - 1) / factorial(inputs);
          contributions[input] += weight * (worth[known | 1 << input] - worth[known]);
        }
      }
    }
    return contributions;
  }

  /** The expected margin where the inputs in {@code known}, a set of bits, are the row's. */
  static double worth(TreeEnsemble ensemble, double[] x, int known) {
    double worth = ensemble.base();
    for (TreeEnsemble.Weighted weighted : ensemble.trees()) {
      worth += weighted.weight() * worth(weighted.tree(), 0, x, known);
    }
    return worth;
  }

  private static double worth(DecisionTree tree, int node, double[] x, int known) {
    if (tree.isLeaf(node)) {
      return tree.leafValue(node);
    }
    int left = tree.left(node);
    int right = tree.right(node);
    if ((known >> tree.feature(node) & 1) == 1) {
      return worth(tree, x[tree.feature(node)] <= tree.threshold(node) ? left : right, x, known);
    }
    return (tree.cover(left) * worth(tree, left, x, known)
            + tree.cover(right) * worth(tree, right, x, known))
        / tree.cover(node);
  }

  private static double factorial(int n) {
    return n <= 1 ? 1 : n * factorial(n - 1);
  }
}
