package io.churnlake.churn.drift;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/**
 * Bins of a feature that each hold about a tenth of a reference sample, for comparing other samples
 * with it. A bin ends with its limit, the last one has none; missing values (NaN) have a bin of
 * their own.
 *
 * @param limits highest value of each bin but the last, ascending
 */
public record ReferenceBins(List<Double> limits) implements Serializable {
  private static final int MOST = 10;

  public ReferenceBins {
    limits = List.copyOf(limits);
  }

  /**
   * The bins of a sample: limits are its deciles, values that occur (Hyndman and Fan 1996,
   * definition 1), each once. The highest value is no limit, since nothing lies above it; the next
   * lower one is instead, so that a highest value that most customers have does not swallow the
   * rest.
   *
   * @param sample values of the feature, NaN where missing
   */
  public static ReferenceBins of(double[] sample) {
    double[] sorted = Arrays.stream(sample).filter(v -> !Double.isNaN(v)).sorted().toArray();
    TreeSet<Double> limits = new TreeSet<>();
    int below = below(sorted);
    for (int k = 1; k < MOST && below > 0; k++) {
      int rank = (int) (((long) k * sorted.length + MOST - 1) / MOST);
      limits.add(sorted[Math.min(rank, below) - 1]);
      int next = (int) (((long) (k + 1) * sorted.length + MOST - 1) / MOST);
      if (sorted[rank - 1] == sorted[next - 1]) {
        int first = first(sorted, sorted[rank - 1]);
        if (first > 0) {
          limits.add(sorted[first - 1]);
        }
      }
    }
    return new ReferenceBins(List.copyOf(limits));
  }

  /** How many values lie below the highest. */
  private static int below(double[] sorted) {
    int below = sorted.length;
    while (below > 0 && sorted[below - 1] == sorted[sorted.length - 1]) {
      below--;
    }
    return below;
  }

  /** Where a value that occurs begins. */
  private static int first(double[] sorted, double value) {
    int at = Arrays.binarySearch(sorted, value);
    while (at > 0 && sorted[at - 1] == value) {
      at--;
    }
    return at;
  }

  /** Number of bins, that of missing values included. */
  public int size() {
    return limits.size() + 2;
  }

  /** The bin of a value, from 0 to {@code size() - 1}. */
  public int bin(double value) {
    if (Double.isNaN(value)) {
      return size() - 1;
    }
    int bin = 0;
    while (bin < limits.size() && value > limits.get(bin)) {
      bin++;
    }
    return bin;
  }

  /** How many values of a sample lie in each bin. */
  public long[] counts(double[] sample) {
    long[] counts = new long[size()];
    for (double value : sample) {
      counts[bin(value)]++;
    }
    return counts;
  }
}
