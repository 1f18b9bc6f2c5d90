package io.churnlake.churn.model;

import java.util.BitSet;

/** Which inputs a model goes by: whatever the others are, its margin is the same. */
final class UsedInputs {
  private UsedInputs() {}

  static BitSet of(Margin margin) {
    BitSet used = new BitSet(margin.inputs());
    add(margin, used);
    return used;
  }

  private static void add(Margin margin, BitSet used) {
    if (margin instanceof TreeEnsemble ensemble) {
      ensemble.trees().forEach(weighted -> add(weighted.tree(), used));
    } else if (margin instanceof LinearMargin linear) {
      for (int input = 0; input < linear.inputs(); input++) {
        if (linear.coefficient(input) != 0 && linear.deviation(input) != 0) {
          used.set(input);
        }
      }
    } else {
      ((AveragedMargin) margin).members().forEach(member -> add(member.margin(), used));
    }
  }

  private static void add(DecisionTree tree, BitSet used) {
    for (int node = 0; node < tree.size(); node++) {
      if (!tree.isLeaf(node)) {
        used.set(tree.feature(node));
      }
    }
  }
}
