package io.churnlake.simulate;

import java.util.Locale;

/** What a line of the log says. */
enum Kind {
  SALE,
  RETURN,
  CANCELLATION;

  private final String label = name().toLowerCase(Locale.ROOT);

  String label() {
    return label;
  }
}
