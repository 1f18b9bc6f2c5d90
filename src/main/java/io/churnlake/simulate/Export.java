package io.churnlake.simulate;

/**
 * The shop's nightly export, with its faults: lines that come late, lines that come again with the
 * next file, and lines that are malformed.
 *
 * <p>Nothing is lost at the end of the period: a line that would come after its last day comes on
 * that day, and is late only if that is after its own; a line of the last file does not come again.
 */
final class Export {

  private static final int LATEST = 10;

  private final ShopLaw law;
  private final int lastDay;
  private final Draws draws;
  private final LineCounts counts;
  private final LineSink sink;

  Export(ShopLaw law, int lastDay, Draws draws, LineCounts counts, LineSink sink) {
    this.law = law;
    this.lastDay = lastDay;
    this.draws = draws;
    this.counts = counts;
    this.sink = sink;
  }

  /**
   * Delivers a good line, perhaps twice, perhaps with a malformed one beside it.
   *
   * @param spareNumber a line number that no good line of the order has
   * @return the next spare number
   */
  int deliver(OrderLine line, int spareNumber) {
    counts.good(line);
    int day = line.day();
    if (draws.chance(law.lateLines())) {
      day = Math.min(lastDay, day + 1 + draws.below(LATEST));
      if (day > line.day()) {
        counts.late();
      }
    }
    sink.deliver(day, line, Defect.NONE);
    if (draws.chance(law.repeatedLines()) && day < lastDay) {
      counts.repeated();
      sink.deliver(day + 1, line, Defect.NONE);
    }
    if (!draws.chance(law.malformedLines())) {
      return spareNumber;
    }
    Defect defect = Defect.draw(draws);
    counts.malformed(defect);
    sink.deliver(day, line.withNumber(spareNumber), defect);
    return spareNumber + 1;
  }
}
