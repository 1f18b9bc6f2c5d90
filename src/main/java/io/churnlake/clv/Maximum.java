package io.churnlake.clv;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A maximum of a log-likelihood in a box of log-parameters, with the curvature around it. */
final class Maximum {
  private static final double FINITE_DIFFERENCE = 1e-4;

  /** A parameter with a larger standard error of its logarithm is not known to a factor of 50. */
  private static final double UNIDENTIFIED = 2;

  private final double[] point;
  private final Evaluation total;
  private final boolean[] free;
  private final double[] logErrors;
  private final Box box;
  private final int iterations;
  private final int evaluations;
  private final boolean converged;

  /**
   * Describes where a search ended.
   *
   * @param weight customers: the objective is the negative log-likelihood a customer
   * @param information per customer over the free coordinates; see {@link #hessian}
   */
  Maximum(
      Descent descent,
      Box box,
      double weight,
      double[][] information,
      int iterations,
      int evaluations,
      boolean converged) {
    point = descent.point();
    total = descent.evaluation().scaled(-weight);
    free = free(point, descent.evaluation(), box);
    this.box = box;
    this.iterations = iterations;
    this.evaluations = evaluations;
    this.converged = converged;
    logErrors = new double[point.length];
    List<Integer> coordinates = indexes(free);
    Optional<double[][]> covariance = SymmetricMatrix.inverse(information);
    for (int i = 0; i < point.length; i++) {
      int k = coordinates.indexOf(i);
      logErrors[i] =
          k < 0 ? Double.NaN : covariance.map(c -> Math.sqrt(c[k][k] / weight)).orElse(Double.NaN);
    }
  }

  double[] point() {
    return point.clone();
  }

  /** Packs everything but the model; values and standard errors are those of exp(point). */
  <M> Fit<M> fit(M model, List<String> names, long customers) {
    double norm = 0;
    List<Estimate> estimates = new ArrayList<>();
    for (int i = 0; i < point.length; i++) {
      double value = Math.exp(point[i]);
      estimates.add(new Estimate(names.get(i), value, value * logErrors[i]));
      norm = free[i] ? Math.hypot(norm, total.gradient(i)) : norm;
    }
    return new Fit<>(
        model,
        estimates,
        customers,
        total.value(),
        iterations,
        evaluations,
        converged,
        norm,
        note(names));
  }

  private Optional<String> note(List<String> names) {
    List<String> remarks = new ArrayList<>();
    for (int i = 0; i < point.length; i++) {
      String name = names.get(i);
      if (box.isAtLower(point, i)) {
        remarks.add(name + " is held at its lower limit");
      } else if (box.isAtUpper(point, i)) {
        remarks.add(name + " is held at its upper limit");
      } else if (Double.isNaN(logErrors[i]) || logErrors[i] > UNIDENTIFIED) {
        remarks.add("the data do not determine " + name);
      }
    }
    if (!converged) {
      remarks.add("the optimiser did not converge");
    }
    return remarks.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", remarks));
  }

  static boolean[] free(double[] point, Evaluation evaluation, Box box) {
    boolean[] result = new boolean[point.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = !box.isHeld(point, evaluation, i);
    }
    return result;
  }

  /** Second derivatives over the free coordinates by central differences of the gradient. */
  static double[][] hessian(Objective objective, double[] point, boolean[] free) {
    List<Integer> coordinates = indexes(free);
    List<double[]> points = new ArrayList<>();
    for (int i : coordinates) {
      for (int sign : new int[] {1, -1}) {
        double[] moved = point.clone();
        moved[i] += sign * FINITE_DIFFERENCE;
        points.add(moved);
      }
    }
    int n = coordinates.size();
    double[][] result = new double[n][n];
    if (n == 0) {
      return result;
    }
    List<Evaluation> evaluations = objective.at(points);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double rise =
            evaluations.get(2 * i).gradient(coordinates.get(j))
                - evaluations.get(2 * i + 1).gradient(coordinates.get(j));
        result[i][j] += rise / (4 * FINITE_DIFFERENCE);
        result[j][i] += rise / (4 * FINITE_DIFFERENCE);
      }
    }
    return result;
  }

  static List<Integer> indexes(boolean[] free) {
    List<Integer> result = new ArrayList<>();
    for (int i = 0; i < free.length; i++) {
      if (free[i]) {
        result.add(i);
      }
    }
    return result;
  }
}
