package io.churnlake.churn.score;

import io.churnlake.churn.score.Quality.Count;
import io.churnlake.quality.Wilson;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** The confusion matrix of the risk bands: who was put where, and who of them churned. */
public final class Confusion {
  private Confusion() {}

  /**
   * One risk band.
   *
   * @param riskBand {@link Scores#HIGH}, {@link Scores#MEDIUM} or {@link Scores#LOW}
   * @param customers in the band
   * @param churners of these, churned
   * @param precision churn rate in the band; null if it is empty, as its bounds are
   * @param precisionLow lower end of its 95 % interval (Wilson)
   * @param precisionHigh upper end of it
   * @param recall share of all churners who are in the band; null if nobody churned
   */
  public record Band(
      String riskBand,
      long customers,
      long churners,
      @Nullable Double precision,
      @Nullable Double precisionLow,
      @Nullable Double precisionHigh,
      @Nullable Double recall) {}

  /**
   * The three bands, the riskiest first.
   *
   * @param byScore customers at each probability; where these were rounded, who lies within the
   *     rounding of a limit may count in the band beside the published one
   * @param medium below it the band is low
   * @param high below it, and not below medium, the band is medium; from it on high
   * @throws IllegalArgumentException if medium exceeds high
   */
  public static List<Band> of(SortedMap<Double, Count> byScore, double medium, double high) {
    if (!(medium <= high)) {
      throw new IllegalArgumentException("medium " + medium + " exceeds high " + high);
    }
    long churners = sum(byScore).churners();
    return List.of(
        band(Scores.HIGH, sum(byScore.tailMap(high)), churners),
        band(Scores.MEDIUM, sum(byScore.subMap(medium, high)), churners),
        band(Scores.LOW, sum(byScore.headMap(medium)), churners));
  }

  private static Count sum(SortedMap<Double, Count> byScore) {
    return byScore.values().stream().reduce(Count.NONE, Count::plus);
  }

  private static Band band(String riskBand, Count count, long allChurners) {
    long customers = count.customers();
    long churners = count.churners();
    return new Band(
        riskBand,
        customers,
        churners,
        Wilson.share(churners, customers),
        Wilson.low(churners, customers),
        Wilson.high(churners, customers),
        Wilson.share(churners, allChurners));
  }
}
