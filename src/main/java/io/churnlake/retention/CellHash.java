package io.churnlake.retention;

/**
 * Hash codes of cells. Their keys are small numbers in a row (periods, days), of which a record's
 * own hash code makes few different ones, and every customer is counted into dozens of cells.
 */
final class CellHash {
  /** Odd, from the golden ratio: neighbours come to lie far apart (Knuth, volume 3, 6.4). */
  private static final int FACTOR = 0x9E3779B1;

  private CellHash() {}

  static int of(int a, int b) {
    return (a * FACTOR + b) * FACTOR;
  }

  static int of(int a, int b, int c, int d) {
    return of(of(of(a, b), c), d);
  }
}
