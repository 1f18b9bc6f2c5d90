package io.churnlake.churn.model;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.apache.spark.ml.tree.ContinuousSplit;
import org.apache.spark.ml.tree.InternalNode;
import org.apache.spark.ml.tree.LeafNode;
import org.apache.spark.ml.tree.Node;

/** MLlib's trees in our form. */
final class MlTrees {
  private final List<Node> nodes = new ArrayList<>();
  private final List<int[]> children = new ArrayList<>();

  private MlTrees() {}

  /** The tree below this node; {@code value} gives the log-odds of a leaf. */
  static DecisionTree tree(Node root, ToDoubleFunction<LeafNode> value) {
    MlTrees walk = new MlTrees();
    walk.add(root);
    int size = walk.nodes.size();
    int[] feature = new int[size];
    double[] threshold = new double[size];
    int[] left = new int[size];
    int[] right = new int[size];
    double[] leaf = new double[size];
    double[] cover = new double[size];
    for (int node = size - 1; node >= 0; node--) {
      if (walk.nodes.get(node) instanceof InternalNode inner) {
        ContinuousSplit split = (ContinuousSplit) inner.split();
        feature[node] = split.featureIndex();
        threshold[node] = split.threshold();
        left[node] = walk.children.get(node)[0];
        right[node] = walk.children.get(node)[1];
        cover[node] = cover[left[node]] + cover[right[node]];
      } else {
        LeafNode end = (LeafNode) walk.nodes.get(node);
        feature[node] = -1;
        leaf[node] = value.applyAsDouble(end);
        cover[node] = end.impurityStats().count();
      }
    }
    return new DecisionTree(feature, threshold, left, right, leaf, cover);
  }

  /** Numbers the node before what is below it. */
  private int add(Node node) {
    int number = nodes.size();
    nodes.add(node);
    children.add(new int[2]);
    if (node instanceof InternalNode inner) {
      children.get(number)[0] = add(inner.leftChild());
      children.get(number)[1] = add(inner.rightChild());
    }
    return number;
  }
}
