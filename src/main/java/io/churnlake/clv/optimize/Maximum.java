package io.churnlake.clv.optimize;

import io.churnlake.clv.math.SymmetricMatrix;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A maximum of a log-likelihood in a box of log-parameters, with the curvature around it. */
public final class Maximum {
  private static final double FINITE_DIFFERENCE = 1e-4;

  /** A coordinate with a larger standard error is a parameter not known to a factor of 50. */
  private static final double UNIDENTIFIED = 2;

  private final double[] point;
  private final Evaluation total;
  private final boolean[] free;
  private final double[] errors;
  private final List<List<Double>> covariance;
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
  public Maximum(
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
    errors = new double[point.length];
    covariance = covariance(indexes(free), SymmetricMatrix.inverse(information), weight);
    for (int i = 0; i < point.length; i++) {
      errors[i] =
          covariance.isEmpty() || !free[i] ? Double.NaN : Math.sqrt(covariance.get(i).get(i));
    }
  }

  private List<List<Double>> covariance(
      List<Integer> coordinates, Optional<double[][]> inverse, double weight) {
    List<List<Double>> result = new ArrayList<>();
    if (inverse.isEmpty()) {
      return result;
    }
    for (int i = 0; i < point.length; i++) {
      List<Double> row = new ArrayList<>();
      for (int j = 0; j < point.length; j++) {
        int k = coordinates.indexOf(i);
        int l = coordinates.indexOf(j);
        row.add(k < 0 || l < 0 ? 0 : inverse.get()[k][l] / weight);
      }
      result.add(row);
    }
    return result;
  }

  public double[] point() {
    return point.clone();
  }

  /** Packs everything but the model. */
  public <M> Fit<M> fit(M model, List<Coordinate> coordinates, long customers) {
    double norm = 0;
    List<Estimate> estimates = new ArrayList<>();
    List<Double> where = new ArrayList<>();
    for (int i = 0; i < point.length; i++) {
      Coordinate coordinate = coordinates.get(i);
      estimates.add(
          new Estimate(
              coordinate.name(),
              coordinate.value(point[i]),
              coordinate.standardError(point[i], errors[i])));
      norm = free[i] ? Math.hypot(norm, total.gradient(i)) : norm;
      where.add(point[i]);
    }
    return new Fit<>(
        model,
        estimates,
        where,
        covariance,
        customers,
        total.value(),
        iterations,
        evaluations,
        converged,
        norm,
        note(coordinates));
  }

  private Optional<String> note(List<Coordinate> coordinates) {
    List<String> remarks = new ArrayList<>();
    for (int i = 0; i < point.length; i++) {
      String name = coordinates.get(i).name();
      if (box.isAtLower(point, i)) {
        remarks.add(name + " is held at its lower limit");
      } else if (box.isAtUpper(point, i)) {
        remarks.add(name + " is held at its upper limit");
      } else if (Double.isNaN(errors[i]) || errors[i] > UNIDENTIFIED) {
        remarks.add("the data do not determine " + name);
      }
    }
    if (!converged) {
      remarks.add("the optimiser did not converge");
    }
    return remarks.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", remarks));
  }

  public static boolean[] free(double[] point, Evaluation evaluation, Box box) {
    boolean[] result = new boolean[point.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = !box.isHeld(point, evaluation, i);
    }
    return result;
  }

  /** Second derivatives over the free coordinates by central differences of the gradient. */
  public static double[][] hessian(Objective objective, double[] point, boolean[] free) {
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

  public static List<Integer> indexes(boolean[] free) {
    List<Integer> result = new ArrayList<>();
    for (int i = 0; i < free.length; i++) {
      if (free[i]) {
        result.add(i);
      }
    }
    return result;
  }
}
