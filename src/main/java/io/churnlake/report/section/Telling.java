package io.churnlake.report.section;

import io.churnlake.report.figure.Estimate;
import io.churnlake.report.figure.Night;
import io.churnlake.report.page.Cell;
import io.churnlake.report.page.Section;
import io.churnlake.report.page.Words;
import io.churnlake.table.Table;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What all sections say in the same way. */
final class Telling {
  private Telling() {}

  /** A section without figures, and why: its table was never published, or has no row of it. */
  static Section absent(Night night, Words words, String id, Table table) {
    String step = night.unpublished().get(table.fullName());
    return Section.absent(
        id,
        words.text(id + ".title"),
        step == null
            ? words.text("absent.rows", table.fullName(), words.date(night.asOf()))
                + " "
                + words.text(id + ".absent")
            : words.text("absent.table", table.fullName(), step));
  }

  /** The interval in words; empty without one. */
  static String range(Words words, Estimate estimate, Function<@Nullable Double, String> write) {
    Double low = estimate.low();
    Double high = estimate.high();
    return low == null || high == null
        ? ""
        : words.text("page.range", write.apply(low), write.apply(high));
  }

  /** The figure, or why there is none. */
  static String value(Words words, Estimate estimate, Function<@Nullable Double, String> write) {
    String reason = estimate.reason();
    return !estimate.isKnown() && reason != null
        ? words.named("reason", reason)
        : write.apply(estimate.value());
  }

  /** Cells with a figure and its two bounds. */
  static List<Cell> cells(
      Words words, Estimate estimate, Function<@Nullable Double, String> write) {
    return List.of(
        estimate.isKnown()
            ? Cell.number(write.apply(estimate.value()))
            : Cell.text(value(words, estimate, write)),
        Cell.number(write.apply(estimate.low())),
        Cell.number(write.apply(estimate.high())));
  }

  /** A row of a table. */
  @SafeVarargs
  static List<Cell> row(List<Cell>... parts) {
    List<Cell> row = new ArrayList<>();
    for (List<Cell> part : parts) {
      row.addAll(part);
    }
    return row;
  }

  /** A month's name, marked where it goes on. */
  static String month(Words words, LocalDate month, boolean isComplete) {
    return isComplete ? words.month(month) : words.text("page.unfinished", words.month(month));
  }
}
