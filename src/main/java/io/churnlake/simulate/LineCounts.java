package io.churnlake.simulate;

/** How many lines of each sort were delivered; good lines are counted once. */
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

  void good(Kind kind) {
    switch (kind) {
      case SALE -> sales++;
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

  /** The counts in the order of {@link ShopSimulator#COUNTS}. */
  int[] inOrder() {
    return new int[] {
      sales, returns, cancellations, late, repeated, badQuantity, badDate, badColumns, badPrice
    };
  }
}
