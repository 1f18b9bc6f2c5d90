package io.churnlake.churn.model;

import java.util.Arrays;
import java.util.List;

/**
 * Logistic regression with an L2 penalty, by Newton's method (McCullagh and Nelder, Generalized
 * Linear Models, 1989, section 4.4). It minimises
 *
 * <pre>mean over rows of log(1 + exp(-s m)) + penalty / 2 x sum of squared coefficients</pre>
 *
 * with margin m = intercept + coefficients . inputs and s = 1 for a churner, -1 for a stayer; the
 * intercept bears no penalty.
 *
 * <p>Newton, since the last step squares the error: where rows are added up in another order or by
 * a processor's wider instructions, a quasi-Newton method stops at other digits; this one at the
 * same to about the twelfth.
 */
final class RidgeLogistic {
  private static final int MAX_STEPS = 100;

  /** A step this small, relative to the largest parameter, leaves an error of its square. */
  private static final double LAST_STEP = 1e-9;

  private static final double SMALLEST_SHARE = 1e-12;

  /** Rounding may raise the objective by so much at the minimum. */
  private static final double ROUNDING = 1e-12;

  /** Where the minimum is; coefficients in the order of the inputs. */
  record Minimum(double intercept, List<Double> coefficients) {}

  private final double[][] inputs;
  private final boolean[] churned;
  private final double penalty;
  private final int size;

  private RidgeLogistic(double[][] inputs, boolean[] churned, double penalty) {
    this.inputs = inputs;
    this.churned = churned;
    this.penalty = penalty;
    this.size = inputs[0].length + 1;
  }

  /**
   * Fits.
   *
   * @param inputs one row a customer and cut-off, standardised; at least one
   * @param churned the label of each row; both must occur
   * @param penalty weight of the squared coefficients, above 0
   */
  static Minimum fit(double[][] inputs, boolean[] churned, double penalty) {
    return new RidgeLogistic(inputs, churned, penalty).minimum();
  }

  private Minimum minimum() {
    double[] at = new double[size];
    for (int i = 0; i < MAX_STEPS; i++) {
      double[] step = step(at);
      double[] next = descended(at, step);
      boolean isLast = largest(step) <= LAST_STEP * (1 + largest(at));
      at = next;
      if (isLast) {
        return new Minimum(at[size - 1], Arrays.stream(at).limit(size - 1L).boxed().toList());
      }
    }
    throw new IllegalStateException("no minimum within " + MAX_STEPS + " steps");
  }

  /** Newton's step, halved until the objective does not rise. */
  private double[] descended(double[] at, double[] step) {
    double highest = objective(at) * (1 + ROUNDING);
    for (double share = 1; share > SMALLEST_SHARE; share /= 2) {
      double[] next = new double[size];
      for (int j = 0; j < size; j++) {
        next[j] = at[j] - share * step[j];
      }
      if (objective(next) <= highest) {
        return next;
      }
    }
    throw new IllegalStateException("no way down from " + Arrays.toString(at));
  }

  private double objective(double[] at) {
    double loss = 0;
    for (int i = 0; i < inputs.length; i++) {
      double margin = margin(inputs[i], at);
      double wrong = churned[i] ? -margin : margin;
      loss += Math.max(wrong, 0) + Math.log1p(Math.exp(-Math.abs(wrong)));
    }
    double squares = 0;
    for (int j = 0; j < size - 1; j++) {
      squares += at[j] * at[j];
    }
    return loss / inputs.length + penalty / 2 * squares;
  }

  /** The inverse of the second derivatives times the first. */
  private double[] step(double[] at) {
    double[] slope = new double[size];
    double[][] curvature = new double[size][size];
    for (int i = 0; i < inputs.length; i++) {
      double probability = 1 / (1 + Math.exp(-margin(inputs[i], at)));
      double residual = probability - (churned[i] ? 1 : 0);
      double weight = probability * (1 - probability);
      for (int j = 0; j < size; j++) {
        double input = j < size - 1 ? inputs[i][j] : 1;
        slope[j] += residual * input;
        for (int k = 0; k <= j; k++) {
          curvature[j][k] += weight * input * (k < size - 1 ? inputs[i][k] : 1);
        }
      }
    }
    for (int j = 0; j < size; j++) {
      slope[j] /= inputs.length;
      for (int k = 0; k <= j; k++) {
        curvature[j][k] /= inputs.length;
      }
      if (j < size - 1) {
        slope[j] += penalty * at[j];
        curvature[j][j] += penalty;
      }
    }
    return solved(curvature, slope);
  }

  /** Solves by Cholesky's method; {@code lower} holds the lower triangle and is overwritten. */
  private static double[] solved(double[][] lower, double[] right) {
    int n = right.length;
    for (int j = 0; j < n; j++) {
      for (int k = 0; k <= j; k++) {
        double rest = lower[j][k];
        for (int l = 0; l < k; l++) {
          rest -= lower[j][l] * lower[k][l];
        }
        lower[j][k] = k == j ? Math.sqrt(rest) : rest / lower[k][k];
      }
    }
    double[] x = right.clone();
    for (int j = 0; j < n; j++) {
      for (int k = 0; k < j; k++) {
        x[j] -= lower[j][k] * x[k];
      }
      x[j] /= lower[j][j];
    }
    for (int j = n - 1; j >= 0; j--) {
      for (int k = j + 1; k < n; k++) {
        x[j] -= lower[k][j] * x[k];
      }
      x[j] /= lower[j][j];
    }
    return x;
  }

  private double margin(double[] row, double[] at) {
    double margin = at[size - 1];
    for (int j = 0; j < row.length; j++) {
      margin += at[j] * row[j];
    }
    return margin;
  }

  private static double largest(double[] values) {
    double largest = 0;
    for (double value : values) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }
}
