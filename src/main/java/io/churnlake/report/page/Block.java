package io.churnlake.report.page;

import java.util.List;

/** What a section is made of. */
public sealed interface Block {
  /** Plain words. */
  record Sentence(String text) implements Block {}

  /** Headline figures. */
  record Tiles(List<Tile> tiles) implements Block {}

  /**
   * A headline figure.
   *
   * @param period what it is of, such as a month
   * @param range its interval in words; empty if it has none
   * @param changes against earlier ones, in words
   */
  record Tile(String label, String period, String value, String range, List<String> changes) {}

  /**
   * A table.
   *
   * @param heads of the columns
   * @param rows each with as many cells as there are heads; the first one names the row
   */
  record Table(String caption, List<String> heads, List<List<Cell>> rows) implements Block {}

  /** A chart, with the same figures as a table behind a click. */
  record Drawn(Chart chart, Table figures) implements Block {}
}
