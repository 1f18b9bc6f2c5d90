package io.churnlake.clv;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A sum that carries its rounding error along (Neumaier 1974), so that long sums of log-likelihoods
 * keep their last digits and the number of parts they were added up in hardly shows.
 */
final class CompensatedSum implements Serializable {
  private static final long serialVersionUID = 1;

  private double sum;
  private double compensation;

  /** A list that any of Spark's serialisers can carry. */
  static List<CompensatedSum> list(CompensatedSum... sums) {
    return new ArrayList<>(Arrays.asList(sums));
  }

  void add(double term) {
    double next = sum + term;
    if (Math.abs(sum) >= Math.abs(term)) {
      compensation += (sum - next) + term;
    } else {
      compensation += (term - next) + sum;
    }
    sum = next;
  }

  void add(CompensatedSum other) {
    add(other.sum);
    add(other.compensation);
  }

  double value() {
    return sum + compensation;
  }
}
