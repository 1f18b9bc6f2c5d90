package io.churnlake.clv;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Columns of a design that no others imply, a constant included: each new one is compared with what
 * is left of it beside the earlier ones (Gram, Schmidt).
 */
final class IndependentColumns {
  private static final double NOTHING_LEFT = 1e-9;

  private final List<double[]> basis = new ArrayList<>();

  /** Starts with the constant column. */
  IndependentColumns(int rows) {
    double[] constant = new double[rows];
    Arrays.fill(constant, 1 / Math.sqrt(rows));
    basis.add(constant);
  }

  /** Adds a column unless those before imply it; tells whether it was added. */
  boolean add(List<Integer> column) {
    double[] rest = column.stream().mapToDouble(Integer::doubleValue).toArray();
    for (double[] known : basis) {
      double along = 0;
      for (int i = 0; i < rest.length; i++) {
        along += known[i] * rest[i];
      }
      for (int i = 0; i < rest.length; i++) {
        rest[i] -= along * known[i];
      }
    }
    double squares = 0;
    for (double value : rest) {
      squares += value * value;
    }
    if (squares < NOTHING_LEFT) {
      return false;
    }
    for (int i = 0; i < rest.length; i++) {
      rest[i] /= Math.sqrt(squares);
    }
    basis.add(rest);
    return true;
  }
}
