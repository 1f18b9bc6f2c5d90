package io.churnlake.testing;

import io.churnlake.churn.model.DecisionTree;
import io.churnlake.churn.model.TreeEnsemble;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Trees of chance: the same random numbers give the same trees. Inputs are standard normal, and -1
 * where missing.
 */
public final class RandomTrees {
  private static final double MISSING = -1;
  private static final double MISSING_SHARE = 0.1;

  private final Random random;
  private final int inputs;
  private final double stop;
  private final List<double[]> nodes = new ArrayList<>();

  private RandomTrees(Random random, int inputs, double stop) {
    this.random = random;
    this.inputs = inputs;
    this.stop = stop;
  }

  /**
   * An ensemble.
   *
   * @param depth most splits on a way
   * @param stop the probability of a leaf where a split could be; with 0 all trees are full
   */
  public static TreeEnsemble ensemble(
      Random random, int inputs, int trees, int depth, double stop) {
    List<TreeEnsemble.Weighted> weighted = new ArrayList<>();
    for (int i = 0; i < trees; i++) {
      weighted.add(
          new TreeEnsemble.Weighted(tree(random, inputs, depth, stop), 0.2 * random.nextDouble()));
    }
    return new TreeEnsemble(inputs, random.nextGaussian(), weighted);
  }

  /** One tree; inputs are drawn anew at every split, and so repeated on a way. */
  public static DecisionTree tree(Random random, int inputs, int depth, double stop) {
    RandomTrees trees = new RandomTrees(random, inputs, stop);
    trees.grow(depth, 100 + random.nextInt(1_000_000));
    return trees.tree();
  }

  /** A customer's inputs. */
  public static double[] row(Random random, int inputs) {
    double[] row = new double[inputs];
    for (int i = 0; i < inputs; i++) {
      row[i] = random.nextDouble() < MISSING_SHARE ? MISSING : random.nextGaussian();
    }
    return row;
  }

  /** Adds a node and all below; a node is its input, threshold, children, value, and cover. */
  private int grow(int depth, double cover) {
    int number = nodes.size();
    double[] node = {-1, 0, -1, -1, random.nextGaussian(), cover};
    nodes.add(node);
    if (depth > 0 && random.nextDouble() >= stop) {
      node[0] = random.nextInt(inputs);
      // Some thresholds lie where values are, since equal goes left.
      node[1] = random.nextInt(4) == 0 ? MISSING : random.nextGaussian();
      double left = cover * (0.05 + 0.9 * random.nextDouble());
      node[2] = grow(depth - 1, left);
      node[3] = grow(depth - 1, cover - left);
    }
    return number;
  }

  private DecisionTree tree() {
    return new DecisionTree(integers(0), column(1), integers(2), integers(3), column(4), column(5));
  }

  private double[] column(int of) {
    return nodes.stream().mapToDouble(node -> node[of]).toArray();
  }

  private int[] integers(int of) {
    return nodes.stream().mapToInt(node -> (int) node[of]).toArray();
  }
}
