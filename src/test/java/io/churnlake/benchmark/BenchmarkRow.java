package io.churnlake.benchmark;

import io.churnlake.clv.optimize.Fit;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One line of the benchmark's table.
 *
 * @param workload what was worked on
 * @param customers how many
 * @param rows the rows that the step goes over: distinct ones for a fit
 * @param step a model's name, or what was done
 * @param measured how long it took, with the fits it made; none if it made no fit
 * @param cores how many it could use
 */
record BenchmarkRow(
    String workload,
    long customers,
    long rows,
    String step,
    Measured<? extends List<? extends Fit<?>>> measured,
    int cores) {
  private static final double MEGABYTE = 1 << 20;
  private static final List<String> COLUMNS =
      List.of(
          "workload",
          "customers",
          "rows",
          "step",
          "seconds",
          "evaluations",
          "log-likelihood",
          "converged",
          "customers/s",
          "customers/s/core",
          "peak heap MB",
          "heap cap MB",
          "cores");

  /** The table's head in Markdown, two lines. */
  static String head() {
    return line(COLUMNS) + "\n" + line(COLUMNS.stream().map(name -> "---").toList());
  }

  /** The row in Markdown. */
  String markdown() {
    double perSecond = customers / measured.seconds();
    return line(
        List.of(
            workload,
            format("%,d", customers),
            format("%,d", rows),
            step,
            format("%.3f", measured.seconds()),
            ofFits(fit -> format("%d", fit.evaluations())),
            ofFits(fit -> format("%.3f", fit.logLikelihood())),
            ofFits(fit -> fit.converged() ? "yes" : "no"),
            format("%,.0f", perSecond),
            format("%,.0f", perSecond / cores),
            format("%,.0f", measured.peakHeapBytes() / MEGABYTE),
            format("%,.0f", Runtime.getRuntime().maxMemory() / MEGABYTE),
            format("%d", cores)));
  }

  private String ofFits(Function<Fit<?>, String> what) {
    return measured.result().stream().map(what).collect(Collectors.joining(", "));
  }

  private static String format(String pattern, Object value) {
    return String.format(Locale.ROOT, pattern, value);
  }

  private static String line(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |";
  }
}
