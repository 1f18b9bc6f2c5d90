package io.churnlake.clv.math;

import java.util.Optional;

/** What a fit needs of small symmetric matrices. */
public final class SymmetricMatrix {
  /** A pivot below this share of its diagonal entry is rounding: the matrix is singular. */
  private static final double SINGULAR = 1e-9;

  private SymmetricMatrix() {}

  /** Cholesky's lower triangle; empty unless the matrix is positive definite. */
  public static Optional<double[][]> root(double[][] matrix) {
    int n = matrix.length;
    double[][] root = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = matrix[i][j];
        for (int k = 0; k < j; k++) {
          sum -= root[i][k] * root[j][k];
        }
        if (i != j) {
          root[i][j] = sum / root[j][j];
        } else if (sum > SINGULAR * matrix[i][i]) {
          root[i][i] = Math.sqrt(sum);
        } else {
          return Optional.empty();
        }
      }
    }
    return Optional.of(root);
  }

  /** The inverse by Cholesky's decomposition; empty unless the matrix is positive definite. */
  public static Optional<double[][]> inverse(double[][] matrix) {
    return root(matrix).map(SymmetricMatrix::inverseOfRoot);
  }

  /** Solves {@code matrix x = right} by the triangle that {@link #root} gives. */
  public static double[] solution(double[][] root, double[] right) {
    int n = root.length;
    double[] x = right.clone();
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < i; k++) {
        x[i] -= root[i][k] * x[k];
      }
      x[i] /= root[i][i];
    }
    for (int i = n - 1; i >= 0; i--) {
      for (int k = i + 1; k < n; k++) {
        x[i] -= root[k][i] * x[k];
      }
      x[i] /= root[i][i];
    }
    return x;
  }

  private static double[][] inverseOfRoot(double[][] root) {
    int n = root.length;
    double[][] result = new double[n][n];
    for (int column = 0; column < n; column++) {
      double[] unit = new double[n];
      unit[column] = 1;
      double[] x = solution(root, unit);
      for (int i = 0; i < n; i++) {
        result[i][column] = x[i];
      }
    }
    return result;
  }
}
