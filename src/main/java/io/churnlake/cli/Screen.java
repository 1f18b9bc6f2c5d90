package io.churnlake.cli;

import java.util.OptionalInt;

/** How wide the person's screen is; scripts/churnlake says so where results go to one. */
final class Screen {
  private static final int NARROWEST = 20;

  private Screen() {}

  /** Characters in a line; empty where results go to a file or another program. */
  static OptionalInt width() {
    int columns = Integer.getInteger("churnlake.columns", 0);
    return columns < NARROWEST ? OptionalInt.empty() : OptionalInt.of(columns);
  }
}
