package io.churnlake.check;

import java.io.Serializable;
import java.math.BigDecimal;

/** Rows of which the same is said: how many, what they come to, and the first of them. */
public final class RowGroup implements Serializable {
  private static final long serialVersionUID = 1L;

  private long rows;
  private BigDecimal amount = BigDecimal.ZERO;
  private final Examples examples = new Examples();

  void add(Place place, String text, BigDecimal more) {
    rows++;
    amount = amount.add(more);
    examples.add(place, text);
  }

  void merge(RowGroup other) {
    rows += other.rows;
    amount = amount.add(other.amount);
    examples.merge(other.examples);
  }

  public long rows() {
    return rows;
  }

  /** In the reporting currency; lines in others have no part in it. */
  public BigDecimal amount() {
    return amount;
  }

  public Examples examples() {
    return examples;
  }
}
