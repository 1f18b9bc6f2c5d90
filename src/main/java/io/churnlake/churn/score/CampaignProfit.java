package io.churnlake.churn.score;

import io.churnlake.churn.score.ProfitCurve.Best;
import io.churnlake.churn.score.ProfitCurve.Contacts;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * What a campaign among the riskiest customers was expected to be worth, and what it would have
 * been worth, now that it is known who churned. Plain Java.
 *
 * @param tenths of the customers contacted: the riskiest tenth, two tenths, up to all
 * @param best where the realised profit is highest; chosen with the outcome in view, so that its
 *     profit flatters where customers are few
 * @param planned where the expected profit is highest, which could be known before; its profit is
 *     the realised one, and may be below 0
 */
public record CampaignProfit(List<Share> tenths, Best best, Best planned) {

  /**
   * Customers at one score.
   *
   * @param customers how many
   * @param expected profit of contacting all of them, in the currency, as it was expected
   * @param realised the same, as it would have been
   */
  public record AtScore(long customers, double expected, double realised) {}

  /**
   * The riskiest customers.
   *
   * @param share of all
   * @param threshold the lowest score among them
   * @param expected profit of contacting them
   * @param realised the same, as it would have been
   */
  public record Share(double share, @Nullable Double threshold, double expected, double realised) {}

  /** Of the customers at each score; the higher, the riskier. */
  public static CampaignProfit of(SortedMap<Double, AtScore> byScore) {
    ProfitCurve expected = curve(byScore, AtScore::expected);
    ProfitCurve realised = curve(byScore, AtScore::realised);
    List<Share> tenths = new ArrayList<>(Tenth.TENTHS);
    for (int tenth = 1; tenth <= Tenth.TENTHS; tenth++) {
      double share = (double) tenth / Tenth.TENTHS;
      tenths.add(
          new Share(
              share, realised.threshold(share), expected.profit(share), realised.profit(share)));
    }
    Best plan = expected.best();
    return new CampaignProfit(
        List.copyOf(tenths),
        realised.best(),
        new Best(plan.threshold(), plan.customers(), plan.share(), realised.profit(plan.share())));
  }

  private static ProfitCurve curve(
      SortedMap<Double, AtScore> byScore, ToDoubleFunction<AtScore> profit) {
    SortedMap<Double, Contacts> contacts = new TreeMap<>();
    byScore.forEach(
        (score, at) -> contacts.put(score, new Contacts(at.customers(), profit.applyAsDouble(at))));
    return ProfitCurve.of(contacts);
  }
}
