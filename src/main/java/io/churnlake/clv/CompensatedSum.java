package io.churnlake.clv;

import java.io.Serializable;

/**
 * A sum that carries its rounding error along (Neumaier 1974), so that long sums of log-likelihoods
 * keep their last digits and the number of parts they were added up in hardly shows.
 */
final class CompensatedSum implements Serializable {
  private static final long serialVersionUID = 1;

  private double sum;
  private double compensation;

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
