package io.churnlake.retention;

/**
 * What customers are counted by.
 *
 * @param kind one of the constants
 * @param number of the order; 0 of a spell
 * @param start days since 1970-01-01 to the day that something began which may go on; 0 of a gap
 * @param length in days; 0 of a wait
 */
record TimingCell(String kind, int number, int start, int length) {
  /** From order n to order n + 1. */
  static final String GAP = "gap";

  /** From order n on; no next one has come. */
  static final String WAIT = "wait";

  /** From the first occasion to the last one of the first active spell. */
  static final String SPELL = "spell";

  static TimingCell gap(int number, int days) {
    return new TimingCell(GAP, number, 0, days);
  }

  static TimingCell waiting(int number, int since) {
    return new TimingCell(WAIT, number, since, 0);
  }

  static TimingCell spell(int first, int days) {
    return new TimingCell(SPELL, 0, first, days);
  }
}
