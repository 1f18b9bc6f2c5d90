package io.churnlake.churn.score;

import io.churnlake.churn.score.Quality.Count;
import io.churnlake.quality.Wilson;
import java.util.List;
import java.util.SortedMap;

/**
 * The reliability diagram in numbers: customers in ten bins of equally many by ascending
 * prediction, and in each the mean prediction beside the rate that was observed (Murphy and Winkler
 * 1977). Customers with the same prediction are shared out over the limits of bins, so that counts
 * need not be whole.
 */
public final class CalibrationBins {
  private CalibrationBins() {}

  /**
   * One bin.
   *
   * @param low lowest prediction in it
   * @param high highest prediction in it
   * @param customers a tenth of all
   * @param churners of these, churned
   * @param meanPrediction of its customers
   * @param observedRate churners / customers
   * @param observedLow lower end of the rate's 95 % interval (Wilson)
   * @param observedHigh upper end of it
   */
  public record Bin(
      double low,
      double high,
      double customers,
      double churners,
      double meanPrediction,
      double observedRate,
      double observedLow,
      double observedHigh) {}

  /**
   * The ten bins by ascending prediction; none without customers.
   *
   * @param byPrediction customers at each predicted probability
   */
  public static List<Bin> of(SortedMap<Double, Count> byPrediction) {
    return Tenth.ascending(byPrediction).stream().map(CalibrationBins::bin).toList();
  }

  private static Bin bin(Tenth tenth) {
    // Parts of customers are added up; rounding must not make more churners than customers.
    double churners = Math.min(tenth.churners(), tenth.customers());
    Wilson.Interval interval = Wilson.intervalOfParts(churners, tenth.customers());
    return new Bin(
        tenth.low(),
        tenth.high(),
        tenth.customers(),
        churners,
        tenth.scores() / tenth.customers(),
        churners / tenth.customers(),
        interval.low(),
        interval.high());
  }
}
