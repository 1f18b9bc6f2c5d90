package io.churnlake.clv.math;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Draws from a multivariate normal distribution whose mean and covariance the draws have exactly,
 * not only in expectation: a few of them then give the standard error of a smooth function of the
 * parameters with hardly any noise of their own.
 */
public final class NormalDraws {
  /** A factor of 55 in a parameter whose logarithm is drawn. */
  private static final double FURTHEST = 4;

  /** Enough to standardise 40 coordinates; beyond, the moments are right in expectation only. */
  private static final int MOST_PAIRS = 80;

  private NormalDraws() {}

  /**
   * Draws in antithetic pairs.
   *
   * <p>No coordinate of a draw lies further from its mean than {@value #FURTHEST}: logarithms of
   * parameters that the data hardly determine would leave what a double holds.
   *
   * @param mean of all coordinates
   * @param covariance of them; a coordinate without variance stays at its mean
   * @param least how many draws at least; more where there are many coordinates
   * @param seed the same gives the same draws
   */
  public static List<double[]> of(
      List<Double> mean, List<List<Double>> covariance, int least, long seed) {
    List<Integer> free = new ArrayList<>();
    for (int i = 0; i < mean.size(); i++) {
      if (covariance.get(i).get(i) > 0) {
        free.add(i);
      }
    }
    int d = free.size();
    int pairs = Math.max(least / 2, Math.min(2 * d, MOST_PAIRS));
    double[][] root = SymmetricMatrix.root(picked(covariance, free)).orElse(null);
    double[][] normals = standardised(pairs, d, new SplittableRandom(seed));
    List<double[]> draws = new ArrayList<>();
    for (double[] z : normals) {
      for (int sign : new int[] {1, -1}) {
        double[] draw = mean.stream().mapToDouble(Double::doubleValue).toArray();
        for (int i = 0; root != null && i < d; i++) {
          double away = 0;
          for (int j = 0; j <= i; j++) {
            away += sign * root[i][j] * z[j];
          }
          draw[free.get(i)] += Math.max(-FURTHEST, Math.min(FURTHEST, away));
        }
        draws.add(draw);
      }
    }
    return draws;
  }

  /** Standard normal rows, transformed so that their second moments are the identity. */
  private static double[][] standardised(int rows, int d, SplittableRandom random) {
    double[][] z = new double[rows][d];
    for (double[] row : z) {
      for (int j = 0; j < d; j++) {
        row[j] = random.nextGaussian();
      }
    }
    double[][] moments = new double[d][d];
    for (double[] row : z) {
      for (int i = 0; i < d; i++) {
        for (int j = 0; j < d; j++) {
          moments[i][j] += row[i] * row[j] / rows;
        }
      }
    }
    if (rows < 2 * d) {
      return z;
    }
    double[][] root = SymmetricMatrix.root(moments).orElseThrow();
    for (double[] row : z) {
      for (int i = 0; i < d; i++) {
        for (int j = 0; j < i; j++) {
          row[i] -= root[i][j] * row[j];
        }
        row[i] /= root[i][i];
      }
    }
    return z;
  }

  private static double[][] picked(List<List<Double>> matrix, List<Integer> indexes) {
    double[][] result = new double[indexes.size()][indexes.size()];
    for (int i = 0; i < result.length; i++) {
      for (int j = 0; j < result.length; j++) {
        result[i][j] = matrix.get(indexes.get(i)).get(indexes.get(j));
      }
    }
    return result;
  }
}
