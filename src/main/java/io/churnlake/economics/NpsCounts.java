package io.churnlake.economics;

/** Answers of 9 and 10, of 7 and 8, and of less. */
record NpsCounts(long promoters, long passives, long detractors) {
  static final NpsCounts NONE = new NpsCounts(0, 0, 0);
}
