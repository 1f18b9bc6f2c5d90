package io.churnlake.simulate;

/** How many lines of each sort were delivered, and what was sold; good lines are counted once. */
final class LineCounts {

  private int sales;
  private int returns;
  private int cancellations;
  private int late;
  private int repeated;
  private int badQuantity;
  private int badDate;
  private int badColumns;
  private int badPrice;
  private long revenueCents;
  private long costCents;

  void good(OrderLine line) {
    switch (line.kind()) {
      case SALE -> {
        sales++;
        revenueCents += (long) line.quantity() * line.cents() - line.discountCents();
        costCents += (long) line.quantity() * line.product().costCents();
      }
      case RETURN -> returns++;
      case CANCELLATION -> cancellations++;
    }
  }

  void late() {
    late++;
  }

  void repeated() {
    repeated++;
  }

  void malformed(Defect defect) {
    switch (defect) {
      case QUANTITY -> badQuantity++;
      case DATE -> badDate++;
      case COLUMNS -> badColumns++;
      case PRICE -> badPrice++;
      case NONE -> throw new IllegalArgumentException("the line is not malformed");
    }
  }

  /** Of good lines of sales, after discounts. */
  long revenueCents() {
    return revenueCents;
  }

  /** What the goods on good lines of sales cost the shop. */
  long costCents() {
    return costCents;
  }

  /** The counts in the order of {@link ShopSimulator#COUNTS}. */
  int[] inOrder() {
    return new int[] {
      sales, returns, cancellations, late, repeated, badQuantity, badDate, badColumns, badPrice
    };
  }
}
