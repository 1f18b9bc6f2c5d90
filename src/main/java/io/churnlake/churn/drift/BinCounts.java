package io.churnlake.churn.drift;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * How many customers of another sample are in each bin of a reference. Plain Java; changes when
 * added to.
 */
public final class BinCounts implements Serializable {
  private static final long serialVersionUID = 1;

  private final List<Binned> reference;
  private final long[][] counts;

  /** Of nobody yet. */
  public BinCounts(List<Binned> reference) {
    this.reference = List.copyOf(reference);
    counts = new long[reference.size()][];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = new long[reference.get(i).bins().size()];
    }
  }

  /**
   * Adds a customer.
   *
   * @param values one for each quantity of the reference, NaN where missing
   */
  public void add(double[] values) {
    for (int i = 0; i < counts.length; i++) {
      counts[i][reference.get(i).bins().bin(values[i])]++;
    }
  }

  /** Adds what another one counted over the same bins. */
  public BinCounts plus(BinCounts other) {
    for (int i = 0; i < counts.length; i++) {
      for (int bin = 0; bin < counts[i].length; bin++) {
        counts[i][bin] += other.counts[i][bin];
      }
    }
    return this;
  }

  /** How far each quantity differs from the reference; none where nobody was counted. */
  public List<Drift> drifts() {
    List<Drift> drifts = new ArrayList<>();
    for (int i = 0; i < counts.length; i++) {
      if (Bins.total(counts[i]) > 0 && reference.get(i).total() > 0) {
        drifts.add(Drift.of(reference.get(i), counts[i]));
      }
    }
    return drifts;
  }
}
