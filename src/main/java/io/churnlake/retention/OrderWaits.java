package io.churnlake.retention;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.unix_date;
import static org.apache.spark.sql.functions.when;

import io.churnlake.table.Kpis;
import io.churnlake.table.OrderTiming;
import io.churnlake.table.Types;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.FlatMapGroupsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** gold.order_timing: how long customers take from order n to order n + 1, and who never does. */
public final class OrderWaits {
  private static final String DAY = "day";
  private static final String CAME = "came";
  private static final String WAITING = "waiting";

  private static final StructType GROUP =
      new StructType()
          .add(OrderTiming.SPLIT, Types.STRING)
          .add(OrderTiming.SPLIT_VALUE, Types.STRING)
          .add(OrderTiming.ORDER_NUMBER, Types.INT);

  private OrderWaits() {}

  /**
   * One row a split, value and order number that a customer has reached.
   *
   * @param tally see {@link TimingTally#of}, with the parts that are wanted
   */
  public static Dataset<Row> of(Dataset<Row> tally, LocalDate asOf) {
    Column ended = col(TimingTally.KIND).equalTo(TimingCell.GAP);
    Column waits = unix_date(lit(asOf)).minus(col(TimingTally.START));
    Dataset<Row> byDay =
        tally
            .filter(col(TimingTally.KIND).isin(TimingCell.GAP, TimingCell.WAIT))
            .groupBy(
                col(TimingTally.SPLIT).as(OrderTiming.SPLIT),
                col(TimingTally.SPLIT_VALUE).as(OrderTiming.SPLIT_VALUE),
                col(TimingTally.NUMBER).as(OrderTiming.ORDER_NUMBER),
                when(ended, col(TimingTally.LENGTH)).otherwise(waits).as(DAY))
            .agg(
                sum(when(ended, col(TimingTally.CUSTOMERS)).otherwise(0L)).as(CAME),
                sum(when(ended, 0L).otherwise(col(TimingTally.CUSTOMERS))).as(WAITING));
    FlatMapGroupsFunction<Row, Row, Row> finish =
        (group, days) -> List.of(row(group, new KaplanMeier(counts(days)))).iterator();
    Column[] columns =
        Stream.concat(
                Stream.of(lit(asOf).as(OrderTiming.AS_OF)),
                Arrays.stream(finished().fieldNames()).map(name -> col(name)))
            .toArray(Column[]::new);
    return byDay
        .groupBy(
            col(OrderTiming.SPLIT), col(OrderTiming.SPLIT_VALUE), col(OrderTiming.ORDER_NUMBER))
        .as(Encoders.row(GROUP), Encoders.row(byDay.schema()))
        .flatMapSortedGroups(new Column[] {col(DAY)}, finish, Encoders.row(finished()))
        .select(columns);
  }

  private static DayCounts counts(Iterator<Row> days) {
    DayCounts counts = new DayCounts();
    while (days.hasNext()) {
      Row row = days.next();
      counts.add(row.getInt(3), row.getLong(4), row.getLong(5));
    }
    return counts;
  }

  /** All columns but as_of. */
  private static StructType finished() {
    StructType schema = OrderTiming.TABLE.schema();
    return new StructType(Arrays.copyOfRange(schema.fields(), 1, schema.length()));
  }

  private static Row row(Row group, KaplanMeier curve) {
    int last = curve.lastPoint();
    List<@Nullable Object> row =
        new ArrayList<>(
            Arrays.asList(
                group.get(0),
                group.get(1),
                group.get(2),
                curve.customers(),
                curve.events(),
                curve.observedDays()));
    for (int within : OrderTiming.WITHIN_DAYS) {
      boolean known = curve.covers(within);
      int point = curve.pointOn(within);
      row.add(known ? 1 - curve.survival(point) : null);
      row.add(known ? null : Kpis.WINDOW_NOT_OBSERVED);
      row.add(known ? 1 - curve.high(point) : null);
      row.add(known ? 1 - curve.low(point) : null);
    }
    for (double quartile : OrderTiming.QUARTILES.values()) {
      OptionalInt day = curve.quantile(quartile);
      row.add(orNull(day));
      row.add(day.isPresent() ? null : OrderTiming.NOT_REACHED);
    }
    row.add(orNull(curve.medianLow()));
    row.add(orNull(curve.medianHigh()));
    row.add(curve.survival(last));
    row.add(curve.low(last));
    row.add(curve.high(last));
    return RowFactory.create(row.toArray());
  }

  private static @Nullable Integer orNull(OptionalInt day) {
    return day.isPresent() ? day.getAsInt() : null;
  }
}
