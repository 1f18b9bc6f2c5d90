package io.churnlake.churn.score;

import io.churnlake.churn.score.Quality.Count;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * The table of gains and lifts: customers in tenths by descending score, and how many of the
 * churners each holds. Tied customers are shared out over the limits, so that counts need not be
 * whole.
 */
public final class Gains {
  private Gains() {}

  /**
   * One tenth. What is measured in churners is null if nobody churned.
   *
   * @param decile 1 for the riskiest tenth to 10
   * @param customers a tenth of all
   * @param churners of these, churned
   * @param gain share of all churners in this tenth and the riskier ones
   * @param lift the tenth's churn rate over the base rate
   * @param cumulativeLift the churn rate of this tenth and the riskier ones over the base rate
   * @param cumulativeLiftCeiling the highest cumulative lift that any order of these customers
   *     gives: 1 / base rate, but no more than 10 / decile, where all churners are caught
   */
  public record Decile(
      int decile,
      double customers,
      double churners,
      @Nullable Double gain,
      @Nullable Double lift,
      @Nullable Double cumulativeLift,
      @Nullable Double cumulativeLiftCeiling) {}

  /** The ten deciles by descending score; none without customers. */
  public static List<Decile> of(SortedMap<Double, Count> byScore) {
    List<Tenth> tenths = Tenth.ascending(byScore);
    long all = byScore.values().stream().mapToLong(Count::churners).sum();
    List<Decile> deciles = new ArrayList<>(tenths.size());
    double caught = 0;
    for (int decile = 1; decile <= tenths.size(); decile++) {
      Tenth tenth = tenths.get(tenths.size() - decile);
      caught += tenth.churners();
      deciles.add(decile(decile, tenth, caught, all));
    }
    return List.copyOf(deciles);
  }

  private static Decile decile(int decile, Tenth tenth, double caught, long all) {
    if (all == 0) {
      return new Decile(decile, tenth.customers(), 0, null, null, null, null);
    }
    double customers = tenth.customers() * Tenth.TENTHS;
    double gain = decile == Tenth.TENTHS ? 1 : caught / all;
    double times = (double) Tenth.TENTHS / decile;
    return new Decile(
        decile,
        tenth.customers(),
        tenth.churners(),
        gain,
        tenth.churners() * Tenth.TENTHS / all,
        gain * times,
        Math.min(customers / all, times));
  }
}
