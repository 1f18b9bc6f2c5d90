package io.churnlake.retention;

/**
 * The first active spell of one customer: from the first occasion to the last one before so many
 * days pass without any. It stays the same until there is a newer order within the window.
 */
final class Spells {
  private Spells() {}

  /**
   * The spell, by its first day and by the days from that to its last occasion.
   *
   * @param occasions days since 1970-01-01, ascending, each once; at least one
   * @param windowDays a customer is active on the day of an occasion and on so many less one after
   *     it
   */
  static TimingCell first(int[] occasions, int windowDays) {
    int last = 0;
    while (last + 1 < occasions.length && occasions[last + 1] - occasions[last] <= windowDays) {
      last++;
    }
    return TimingCell.spell(occasions[0], occasions[last] - occasions[0]);
  }
}
