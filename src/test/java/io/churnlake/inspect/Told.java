package io.churnlake.inspect;

import java.math.RoundingMode;
import java.util.Objects;

/** The figures of an inspection in one line. */
final class Told {
  private Told() {}

  /** Lines, of these counting; revenue, customers, purchase days, first day. */
  static String of(Inspection found) {
    Understood understood = Objects.requireNonNull(found.understood(), found.text());
    Figures figures = understood.figures();
    return String.join(
        " ",
        String.valueOf(figures.lines()),
        String.valueOf(figures.counting()),
        figures.revenue().setScale(2, RoundingMode.UNNECESSARY).toPlainString(),
        String.valueOf(figures.customers()),
        String.valueOf(figures.purchaseDays()),
        String.valueOf(figures.first()));
  }
}
