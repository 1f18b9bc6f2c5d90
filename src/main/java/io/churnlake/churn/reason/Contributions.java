package io.churnlake.churn.reason;

import io.churnlake.churn.model.AveragedMargin;
import io.churnlake.churn.model.LinearMargin;
import io.churnlake.churn.model.Margin;
import io.churnlake.churn.model.TreeEnsemble;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What each input adds to a model's margin, in log-odds: base value plus all contributions is the
 * margin. Trees are explained by {@link TreeShap}, a linear model by coefficient x (value - mean) /
 * deviation, a mean of models by the same mean of their contributions.
 *
 * <p>Not thread-safe, as TreeShap is not. Make one for each partition or thread.
 */
public final class Contributions {
  private record Trees(TreeShap shap, double weight) {}

  private record Linear(LinearMargin margin, double weight) {}

  private final int inputs;
  private final List<Trees> trees = new ArrayList<>();
  private final List<Linear> linears = new ArrayList<>();
  private double baseValue;

  /** Prepares to explain this model's margins. */
  public Contributions(Margin margin) {
    inputs = margin.inputs();
    include(margin, 1);
  }

  private void include(Margin margin, double weight) {
    if (margin instanceof TreeEnsemble ensemble) {
      TreeShap shap = new TreeShap(ensemble);
      trees.add(new Trees(shap, weight));
      baseValue += weight * shap.baseValue();
    } else if (margin instanceof LinearMargin linear) {
      linears.add(new Linear(linear, weight));
      baseValue += weight * linear.intercept();
    } else if (margin instanceof AveragedMargin averaged) {
      for (AveragedMargin.Member member : averaged.members()) {
        include(member.margin(), weight * member.weight() / averaged.totalWeight());
      }
    }
  }

  /** How many inputs a row has. */
  public int inputs() {
    return inputs;
  }

  /** The log-odds that the contributions are added to; the same for every row. */
  public double baseValue() {
    return baseValue;
  }

  /**
   * Explains a row.
   *
   * @param x one value an input
   * @param contributions one element an input; is overwritten
   */
  public void explain(double[] x, double[] contributions) {
    Arrays.fill(contributions, 0, inputs, 0);
    for (int i = 0; i < trees.size(); i++) {
      Trees one = trees.get(i);
      one.shap().add(x, one.weight(), contributions);
    }
    for (int i = 0; i < linears.size(); i++) {
      Linear one = linears.get(i);
      for (int input = 0; input < inputs; input++) {
        contributions[input] += one.weight() * one.margin().contribution(input, x[input]);
      }
    }
  }
}
