package io.churnlake.simulate;

/**
 * What is wrong with a line that no reader can make sense of; the log's good lines have {@link
 * #NONE}.
 */
enum Defect {
  NONE,
  QUANTITY,
  DATE,
  COLUMNS,
  PRICE;

  private static final Defect[] REAL = {QUANTITY, DATE, COLUMNS, PRICE};

  static Defect draw(Draws draws) {
    return REAL[draws.below(REAL.length)];
  }
}
