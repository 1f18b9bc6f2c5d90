package io.churnlake.churn.drift;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/**
 * A quantity's bins and how many customers of the reference are in each.
 *
 * @param name the feature's column, or the score's
 * @param customers one count a bin, that of missing values last
 */
public record Binned(String name, ReferenceBins bins, List<Long> customers)
    implements Serializable {

  /**
   * Copies the counts.
   *
   * @throws IllegalArgumentException if there is not one count a bin
   */
  public Binned {
    customers = List.copyOf(customers);
    if (customers.size() != bins.size()) {
      throw new IllegalArgumentException(
          "%d counts of %d bins of %s".formatted(customers.size(), bins.size(), name));
    }
  }

  /**
   * Bins of a sample, and where it lies in them.
   *
   * @param values NaN where missing
   */
  static Binned of(String name, double[] values) {
    ReferenceBins bins = ReferenceBins.of(values);
    return new Binned(name, bins, LongStream.of(bins.counts(values)).boxed().toList());
  }

  long[] counts() {
    return customers.stream().mapToLong(Long::longValue).toArray();
  }

  long total() {
    return Arrays.stream(counts()).sum();
  }
}
