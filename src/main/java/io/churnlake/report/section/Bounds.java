package io.churnlake.report.section;

import io.churnlake.report.figure.Estimate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The ends of the intervals of a series; none at all where no point has an interval. */
final class Bounds {
  private Bounds() {}

  static List<Double> low(List<Estimate> estimates) {
    return all(estimates, Estimate::low);
  }

  static List<Double> high(List<Estimate> estimates) {
    return all(estimates, Estimate::high);
  }

  private static List<Double> all(
      List<Estimate> estimates, Function<Estimate, @Nullable Double> end) {
    List<Double> ends = new ArrayList<>();
    boolean isAny = false;
    for (Estimate estimate : estimates) {
      Double bound = estimate.low() == null || estimate.high() == null ? null : end.apply(estimate);
      isAny |= bound != null;
      ends.add(bound);
    }
    return isAny ? ends : List.of();
  }
}
