package io.churnlake.churn.reason;

import io.churnlake.churn.model.DecisionTree;
import io.churnlake.churn.model.TreeEnsemble;
import java.util.Arrays;
import java.util.List;

/**
 * Exact Shapley values of an ensemble's inputs, in log-odds. A coalition of inputs is worth the
 * ensemble's expected margin where these inputs are the row's and a split on any other sends on
 * both sides what training did, by cover (Lundberg, Erion and Lee 2018, "Consistent Individualized
 * Feature Attribution for Tree Ensembles", algorithm 1). Base value plus all contributions is the
 * margin.
 *
 * <p>The values are those of the paper's algorithm 2, by another way: a row costs O(nodes x depth)
 * instead of O(leaves x depth squared), see {@link SplitTables}.
 *
 * <p>Not thread-safe: an instance has room to work in, which every row uses again. Make one for
 * each partition or thread.
 */
public final class TreeShap {
  private final int inputs;
  private final double baseValue;
  private final PreparedTree[] trees;
  private final double[] weights;
  private final int[] states;
  private final double[] products;

  /** Prepares the trees; it takes about as long as a hundred rows. */
  public TreeShap(TreeEnsemble ensemble) {
    List<TreeEnsemble.Weighted> weighted = ensemble.trees();
    inputs = ensemble.inputs();
    baseValue = expected(ensemble);
    trees = weighted.stream().map(one -> new PreparedTree(one.tree())).toArray(PreparedTree[]::new);
    weights = weighted.stream().mapToDouble(TreeEnsemble.Weighted::weight).toArray();
    states = new int[Arrays.stream(trees).mapToInt(PreparedTree::states).max().orElse(0)];
    products = new double[Arrays.stream(trees).mapToInt(PreparedTree::products).max().orElse(0)];
  }

  private static double expected(TreeEnsemble ensemble) {
    double expected = ensemble.base();
    for (TreeEnsemble.Weighted weighted : ensemble.trees()) {
      expected += weighted.weight() * expected(weighted.tree());
    }
    return expected;
  }

  private static double expected(DecisionTree tree) {
    double[] below = new double[tree.size()];
    for (int node = tree.size() - 1; node >= 0; node--) {
      if (tree.isLeaf(node)) {
        below[node] = tree.leafValue(node);
      } else {
        double left = tree.cover(tree.left(node));
        double right = tree.cover(tree.right(node));
        below[node] =
            (left * below[tree.left(node)] + right * below[tree.right(node)]) / (left + right);
      }
    }
    return below[0];
  }

  /** The expected margin over the training rows, by cover. */
  public double baseValue() {
    return baseValue;
  }

  /**
   * Explains a row.
   *
   * @param x one value an input
   * @param contributions one element an input; is overwritten with what each adds to the base
   *     value. An input that no tree looks at gets exactly 0.
   */
  public void explain(double[] x, double[] contributions) {
    Arrays.fill(contributions, 0, inputs, 0);
    add(x, 1, contributions);
  }

  /** Adds scale x the contributions. */
  void add(double[] x, double scale, double[] contributions) {
    for (int i = 0; i < trees.length; i++) {
      trees[i].add(x, scale * weights[i], contributions, states, products);
    }
  }
}
