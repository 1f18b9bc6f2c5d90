package io.churnlake.clv.math;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A sum that carries its rounding error along (Neumaier 1974), so that long sums of log-likelihoods
 * keep their last digits and the number of parts they were added up in hardly shows.
 */
public final class CompensatedSum implements Serializable {
  private static final long serialVersionUID = 1;

  private double sum;
  private double compensation;

  /** A list that any of Spark's serialisers can carry. */
  public static List<CompensatedSum> list(CompensatedSum... sums) {
    return new ArrayList<>(Arrays.asList(sums));
  }

  public void add(double term) {
    double next = sum + term;
    if (Math.abs(sum) >= Math.abs(term)) {
      compensation += (sum - next) + term;
    } else {
      compensation += (term - next) + sum;
    }
    sum = next;
  }

  public void add(CompensatedSum other) {
    add(other.sum);
    add(other.compensation);
  }

  public double value() {
    return sum + compensation;
  }
}
