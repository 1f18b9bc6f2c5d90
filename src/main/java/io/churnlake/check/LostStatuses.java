package io.churnlake.check;

import java.util.List;
import java.util.Locale;

/** Orders of which some lines are cancelled and others count. */
final class LostStatuses {
  private LostStatuses() {}

  /**
   * Asks for them.
   *
   * @param lines that count, in orders with a line that is cancelled and no return
   */
  static List<Suspicion> suspicions(long lines) {
    return lines == 0
        ? List.of()
        : List.of(
            new Suspicion(
                String.format(
                    Locale.ROOT,
                    "%,d lines count in orders of which another line is cancelled",
                    lines),
                "the status stands on the first row of an order only, and is empty on the others",
                "fill-down = [...] with the column of the status",
                List.of()));
  }
}
