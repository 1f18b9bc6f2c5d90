package io.churnlake.retention;

import java.util.List;
import java.util.TreeSet;
import org.apache.commons.math3.special.Gamma;

/**
 * Whether parts of the customers have the event equally fast: the log-rank test of Mantel,
 * "Evaluation of survival data and two new rank order statistics arising in its consideration",
 * Cancer Chemotherapy Reports 50 (1966), for any number of parts.
 *
 * @param expected events that each part would have if all were alike
 * @param chiSquare the test statistic; 0 without degrees of freedom
 * @param degreesOfFreedom one less than the parts that had somebody at risk together with others
 *     when something happened; 0 if there is nothing to compare
 */
record LogRank(List<Double> expected, double chiSquare, int degreesOfFreedom) {
  /** Of the largest variance; below, a pivot is rounding. */
  private static final double RANK_TOLERANCE = 1e-10;

  /** Compares the parts. */
  static LogRank of(List<DayCounts> parts) {
    int k = parts.size();
    TreeSet<Integer> days = new TreeSet<>();
    long[] atRisk = new long[k];
    for (int j = 0; j < k; j++) {
      DayCounts part = parts.get(j);
      atRisk[j] = part.total();
      for (int i = 0; i < part.size(); i++) {
        if (part.events(i) > 0) {
          days.add(part.day(i));
        }
      }
    }
    int[] next = new int[k];
    double[] observed = new double[k];
    double[] expected = new double[k];
    double[][] covariance = new double[k][k];
    for (int day : days) {
      long events = 0;
      long risks = 0;
      for (int j = 0; j < k; j++) {
        DayCounts part = parts.get(j);
        while (next[j] < part.size() && part.day(next[j]) < day) {
          atRisk[j] -= part.events(next[j]) + part.censored(next[j]);
          next[j]++;
        }
        long own = next[j] < part.size() && part.day(next[j]) == day ? part.events(next[j]) : 0;
        observed[j] += own;
        events += own;
        risks += atRisk[j];
      }
      add(expected, covariance, atRisk, risks, events);
    }
    double[] difference = new double[k];
    for (int j = 0; j < k; j++) {
      difference[j] = observed[j] - expected[j];
    }
    List<Double> all = java.util.Arrays.stream(expected).boxed().toList();
    return quadraticForm(covariance, difference, all);
  }

  /** Adds one day: its hypergeometric means and covariances. */
  private static void add(
      double[] expected, double[][] covariance, long[] atRisk, long risks, long events) {
    double factor =
        risks > 1 ? (double) events * (risks - events) / (risks - 1) / risks / risks : 0;
    for (int j = 0; j < atRisk.length; j++) {
      expected[j] += (double) events * atRisk[j] / risks;
      if (atRisk[j] == 0 || factor == 0) {
        continue;
      }
      covariance[j][j] += factor * atRisk[j] * risks;
      for (int l = 0; l <= j; l++) {
        covariance[j][l] -= factor * atRisk[j] * atRisk[l];
      }
    }
  }

  /**
   * {@code d' V^- d} by Cholesky's elimination, largest pivot first. The differences add up to 0,
   * so that the matrix is singular and the number of pivots is the degrees of freedom.
   */
  private static LogRank quadraticForm(double[][] lower, double[] d, List<Double> expected) {
    int k = d.length;
    boolean[] done = new boolean[k];
    double largest = 0;
    for (int j = 0; j < k; j++) {
      largest = Math.max(largest, lower[j][j]);
    }
    double chiSquare = 0;
    int rank = 0;
    while (rank < k - 1) {
      int pivot = -1;
      for (int j = 0; j < k; j++) {
        if (!done[j] && (pivot < 0 || lower[j][j] > lower[pivot][pivot])) {
          pivot = j;
        }
      }
      double variance = lower[pivot][pivot];
      if (variance <= RANK_TOLERANCE * largest) {
        break;
      }
      done[pivot] = true;
      rank++;
      chiSquare += d[pivot] * d[pivot] / variance;
      double[] row = new double[k];
      for (int j = 0; j < k; j++) {
        row[j] = j < pivot ? lower[pivot][j] : lower[j][pivot];
      }
      for (int j = 0; j < k; j++) {
        if (done[j] || row[j] == 0) {
          continue;
        }
        d[j] -= row[j] / variance * d[pivot];
        for (int l = 0; l <= j; l++) {
          lower[j][l] -= row[j] * row[l] / variance;
        }
      }
    }
    return new LogRank(expected, chiSquare, rank);
  }

  /** The probability of such differences, or larger ones, between parts that are alike. */
  double pValue() {
    return Gamma.regularizedGammaQ(degreesOfFreedom / 2.0, chiSquare / 2.0);
  }
}
