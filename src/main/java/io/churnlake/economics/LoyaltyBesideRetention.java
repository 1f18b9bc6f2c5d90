package io.churnlake.economics;

import io.churnlake.quality.Mean;
import io.churnlake.quality.NetPromoterScore;
import io.churnlake.quality.Ratio;
import io.churnlake.table.Loyalty;
import io.churnlake.table.UnitEconomics;
import java.util.List;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * gold.loyalty: what a segment's customers say and prefer, and apart from it, whether they stay.
 */
public final class LoyaltyBesideRetention {
  private final Scope scope;
  private final @Nullable String noReferrers;
  private final @Nullable String noAnswers;

  /** Whether the log has discounts at all. */
  private final boolean hasDiscounts;

  private final Figures figures;

  private LoyaltyBesideRetention(EconomicsTally tally, boolean referrers, boolean answers) {
    long[] all = tally.segments().segments().of(UnitEconomics.ALL);
    this.scope = tally.scope();
    this.noReferrers = referrers ? null : Loyalty.NOT_DELIVERED;
    this.noAnswers = answers ? null : Loyalty.NOT_DELIVERED;
    this.hasDiscounts = all[SegmentSums.LINES] != all[SegmentSums.FULL];
    this.figures = new Figures(Loyalty.TABLE, scope.asOf());
  }

  /**
   * One row a segment that has a customer, and one for all.
   *
   * @param referrers whether it is known who referred whom
   * @param answers whether there are surveys
   */
  public static List<Row> of(EconomicsTally tally, boolean referrers, boolean answers) {
    LoyaltyBesideRetention loyalty = new LoyaltyBesideRetention(tally, referrers, answers);
    Sums<String> segments = tally.segments().segments();
    return segments.keys().stream()
        .map(segment -> loyalty.row(segment, segments.of(segment)))
        .toList();
  }

  private Row row(String segment, long[] sums) {
    figures
        .set(Loyalty.SEGMENT, segment)
        .set(Loyalty.CUSTOMERS, sums[SegmentSums.CUSTOMERS])
        .set(Loyalty.REFERRING_CUSTOMERS, sums[SegmentSums.REFERRING])
        .share(
            Loyalty.REFERRER_SHARE,
            sums[SegmentSums.REFERRING],
            sums[SegmentSums.CUSTOMERS],
            noReferrers);
    answers(sums);
    lines(sums);
    categories(sums);
    int month = scope.lastEnded();
    return figures
        .set(Loyalty.RETENTION_MONTH, Scope.MONTH.start(month))
        .set(Loyalty.ACTIVE_AT_START, sums[SegmentSums.AT_START])
        .set(Loyalty.RETAINED, sums[SegmentSums.RETAINED])
        .share(
            Loyalty.CUSTOMER_RETENTION_RATE,
            sums[SegmentSums.RETAINED],
            sums[SegmentSums.AT_START],
            scope.startNotObserved(month))
        .set(Loyalty.BUYERS, sums[SegmentSums.BUYERS])
        .set(Loyalty.REPEAT_BUYERS, sums[SegmentSums.REPEAT_BUYERS])
        .share(
            Loyalty.REPEAT_PURCHASE_RATE_LIFETIME,
            sums[SegmentSums.REPEAT_BUYERS],
            sums[SegmentSums.BUYERS],
            null)
        .row();
  }

  private void answers(long[] sums) {
    long promoters = sums[SegmentSums.PROMOTERS];
    long detractors = sums[SegmentSums.DETRACTORS];
    long answers = promoters + sums[SegmentSums.PASSIVES] + detractors;
    figures
        .set(Loyalty.ANSWERS, answers)
        .score(
            Loyalty.NPS,
            new NetPromoterScore(promoters, detractors, answers),
            Figures.first(noAnswers, Figures.empty(answers)));
  }

  private void lines(long[] sums) {
    long full = sums[SegmentSums.FULL];
    long lines = sums[SegmentSums.LINES];
    Ratio share =
        new Ratio(
            full,
            lines,
            sums[SegmentSums.FULL_SQUARED],
            sums[SegmentSums.FULL_TIMES_LINES],
            sums[SegmentSums.LINES_SQUARED],
            sums[SegmentSums.LINE_BUYERS]);
    String unknown =
        Figures.first(hasDiscounts ? null : Loyalty.NO_DISCOUNTS, Figures.empty(lines));
    Double high = share.high();
    figures
        .set(Loyalty.LINES, lines)
        .set(Loyalty.FULL_PRICE_LINES, full)
        .figure(Loyalty.FULL_PRICE_SHARE, share.value(), unknown)
        .bounds(
            Loyalty.FULL_PRICE_SHARE,
            share.low(),
            high == null ? null : (Double) Math.min(1.0, high),
            unknown);
  }

  private void categories(long[] sums) {
    long customers = sums[SegmentSums.CATEGORISED];
    figures
        .set(Loyalty.CATEGORISED_CUSTOMERS, customers)
        .mean(
            Loyalty.CATEGORIES_PER_CUSTOMER,
            new Mean(sums[SegmentSums.CATEGORIES], sums[SegmentSums.CATEGORIES_SQUARED], customers),
            customers == 0 ? Loyalty.NO_CATEGORIES : null);
  }
}
