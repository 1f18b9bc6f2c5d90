package io.churnlake.retention;

import io.churnlake.quality.Mean;
import io.churnlake.table.Kpis;
import io.churnlake.table.NextOrder;
import io.churnlake.table.OrderTiming;
import io.churnlake.table.ProductOutcomes;
import io.churnlake.table.TableRows;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalInt;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** gold.products: what becomes of those who began with a product or a category, rare ones too. */
public final class FirstProducts {
  private final LocalDate asOf;
  private final double marginRate;
  private final int least;
  private final KaplanMeier all;
  private final TableRows rows = new TableRows(ProductOutcomes.TABLE);

  private FirstProducts(LocalDate asOf, double marginRate, int least, KaplanMeier all) {
    this.asOf = asOf;
    this.marginRate = marginRate;
    this.least = least;
    this.all = all;
  }

  /**
   * One row a product and one a category that some customer began with.
   *
   * @param marginRate margin as a fraction of revenue where costs are not known
   * @param least so many new customers are enough to say so
   */
  public static List<Row> of(ProductSums sums, LocalDate asOf, double marginRate, int least) {
    FirstProducts products = new FirstProducts(asOf, marginRate, least, sums.curveOfAll());
    sums.forEachPart(products::add);
    return products.rows.all();
  }

  private void add(Group part, GroupCounts counts) {
    KaplanMeier curve = new KaplanMeier(counts.spells(ProductTally.TO_SECOND_ORDER));
    boolean isNew = curve.customers() > 0;
    rows.row()
        .put(ProductOutcomes.AS_OF, asOf)
        .put(ProductOutcomes.SPLIT, part.split())
        .put(ProductOutcomes.SPLIT_VALUE, part.value())
        .put(ProductOutcomes.IS_ENOUGH, curve.customers() >= least);
    putSums(Brought.of(counts, 0));
    OptionalInt median = isNew ? curve.quantile(0.5) : OptionalInt.empty();
    rows.put(ProductOutcomes.NEW_CUSTOMERS, curve.customers())
        .put(ProductOutcomes.CAME_AGAIN, curve.events())
        .put(ProductOutcomes.MEDIAN, OrderWaits.orNull(median))
        .put(
            Kpis.nullReason(ProductOutcomes.MEDIAN),
            reason(isNew, median.isPresent(), OrderTiming.NOT_REACHED));
    for (int window = 0; window < ProductOutcomes.WITHIN_DAYS.size(); window++) {
      int days = ProductOutcomes.WITHIN_DAYS.get(window);
      putShares(curve, days);
      putWindow(Brought.of(counts, ProductTally.block(window)), days, isNew);
    }
  }

  private static @Nullable String reason(boolean isNew, boolean isKnown, String otherwise) {
    return !isNew ? NextOrder.NOBODY_OBSERVED : isKnown ? null : otherwise;
  }

  private void putSums(Brought sums) {
    long margin = Amounts.margin(sums, marginRate);
    rows.put(ProductOutcomes.CUSTOMERS, sums.customers())
        .put(ProductOutcomes.ORDERS, sums.orders())
        .put(ProductOutcomes.REVENUE, Amounts.money(sums.revenue()))
        .put(ProductOutcomes.NET_REVENUE, Amounts.money(sums.netRevenue()))
        .put(ProductOutcomes.MARGIN, Amounts.money(margin))
        .put(ProductOutcomes.ORDERS_PER_CUSTOMER, (double) sums.orders() / sums.customers())
        .put(ProductOutcomes.REVENUE_PER_CUSTOMER, Amounts.each(sums.revenue(), sums.customers()))
        .put(ProductOutcomes.MARGIN_PER_CUSTOMER, Amounts.each(margin, sums.customers()));
  }

  private void putShares(KaplanMeier curve, int days) {
    String within = OrderTiming.within(days);
    OrderWaits.putShare(rows, within, curve, days);
    rows.put(
            Kpis.nullReason(within),
            reason(curve.customers() > 0, curve.covers(days), Kpis.WINDOW_NOT_OBSERVED))
        .put(
            ProductOutcomes.ofAll(within),
            all.covers(days) ? 1 - all.survival(all.pointOn(days)) : null);
  }

  /** What new customers brought in their first days, of those whom these days have passed. */
  private void putWindow(Brought sums, int days, boolean isNew) {
    String revenue = ProductOutcomes.revenue(days);
    long followed = sums.customers();
    Mean mean = new Mean(sums.revenue(), sums.revenueSquares().doubleValue(), followed);
    rows.put(ProductOutcomes.followed(days), followed)
        .put(revenue, Amounts.rounded(mean.mean()))
        .put(Kpis.nullReason(revenue), reason(isNew, followed > 0, Kpis.WINDOW_NOT_OBSERVED))
        .put(Kpis.low(revenue), Amounts.rounded(mean.low()))
        .put(Kpis.high(revenue), Amounts.rounded(mean.high()))
        .put(
            ProductOutcomes.margin(days),
            followed > 0 ? Amounts.each(Amounts.margin(sums, marginRate), followed) : null);
  }
}
