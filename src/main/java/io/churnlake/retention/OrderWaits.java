package io.churnlake.retention;

import io.churnlake.table.Kpis;
import io.churnlake.table.OrderTiming;
import io.churnlake.table.TableRows;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalInt;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** gold.order_timing: how long customers take from order n to order n + 1, and who never does. */
public final class OrderWaits {
  private OrderWaits() {}

  /** One row a split, value and order number that a customer has reached. */
  public static List<Row> of(TimingSums sums, LocalDate asOf) {
    TableRows rows = new TableRows(OrderTiming.TABLE);
    sums.forEach(
        (part, counts) -> {
          for (int number = 1; number <= sums.orders(); number++) {
            DayCounts days = counts.spells(number);
            if (days.size() > 0) {
              rows.row()
                  .put(OrderTiming.AS_OF, asOf)
                  .put(OrderTiming.SPLIT, part.split())
                  .put(OrderTiming.SPLIT_VALUE, part.value())
                  .put(OrderTiming.ORDER_NUMBER, number);
              put(rows, new KaplanMeier(days));
            }
          }
        });
    return rows.all();
  }

  private static void put(TableRows row, KaplanMeier curve) {
    row.put(OrderTiming.CUSTOMERS, curve.customers())
        .put(OrderTiming.CAME_AGAIN, curve.events())
        .put(OrderTiming.OBSERVED_DAYS, curve.observedDays());
    for (int within : OrderTiming.WITHIN_DAYS) {
      String share = OrderTiming.within(within);
      putShare(row, share, curve, within);
      row.put(Kpis.nullReason(share), curve.covers(within) ? null : Kpis.WINDOW_NOT_OBSERVED);
    }
    OrderTiming.QUARTILES.forEach(
        (name, quartile) -> {
          OptionalInt day = curve.quantile(quartile);
          row.put(name, orNull(day))
              .put(Kpis.nullReason(name), day.isPresent() ? null : OrderTiming.NOT_REACHED);
        });
    int last = curve.lastPoint();
    row.put(Kpis.low(OrderTiming.MEDIAN), orNull(curve.medianLow()))
        .put(Kpis.high(OrderTiming.MEDIAN), orNull(curve.medianHigh()))
        .put(OrderTiming.SHARE_NEVER, curve.survival(last))
        .put(Kpis.low(OrderTiming.SHARE_NEVER), curve.low(last))
        .put(Kpis.high(OrderTiming.SHARE_NEVER), curve.high(last));
  }

  /** The share who came again within so many days, with bounds; NULL where nothing is known. */
  static void putShare(TableRows row, String share, KaplanMeier curve, int within) {
    boolean known = curve.covers(within);
    int point = curve.pointOn(within);
    row.put(share, known ? 1 - curve.survival(point) : null)
        .put(Kpis.low(share), known ? 1 - curve.high(point) : null)
        .put(Kpis.high(share), known ? 1 - curve.low(point) : null);
  }

  static @Nullable Integer orNull(OptionalInt day) {
    return day.isPresent() ? day.getAsInt() : null;
  }
}
