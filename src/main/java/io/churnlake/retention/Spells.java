package io.churnlake.retention;

/** The time of one customer from the first occasion to the first lapse. */
final class Spells {
  private Spells() {}

  /**
   * From the first occasion to the day by which so many days have passed since the last occasion of
   * the first active spell; one for whom that day lies after {@code asOf} has not lapsed.
   *
   * @param occasions days since 1970-01-01, ascending, each once, none after {@code asOf}; at least
   *     one
   * @param windowDays a customer is active on the day of an occasion and on so many less one after
   *     it
   */
  static Spell toLapse(int[] occasions, int windowDays, int asOf) {
    int last = 0;
    while (last + 1 < occasions.length && occasions[last + 1] - occasions[last] <= windowDays) {
      last++;
    }
    int lapse = occasions[last] - occasions[0] + windowDays;
    int observed = asOf - occasions[0];
    return new Spell(Math.min(lapse, observed), lapse <= observed);
  }
}
