package io.churnlake.retention;

import io.churnlake.table.TimingCells;

/**
 * What customers are counted by.
 *
 * @param kind see {@link TimingCells}
 * @param number of the order; 0 of a spell
 * @param start days since 1970-01-01 to the day that something began which may go on; 0 of a gap
 * @param length in days; 0 of a wait
 */
record TimingCell(String kind, int number, int start, int length) {
  static TimingCell gap(int number, int days) {
    return new TimingCell(TimingCells.GAP, number, 0, days);
  }

  static TimingCell waiting(int number, int since) {
    return new TimingCell(TimingCells.WAIT, number, since, 0);
  }

  static TimingCell spell(int first, int days) {
    return new TimingCell(TimingCells.SPELL, 0, first, days);
  }

  @Override
  public int hashCode() {
    return CellHash.of(kind.hashCode(), number, start, length);
  }
}
