package io.churnlake.retention;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.substring;
import static org.assertj.core.api.Assertions.assertThat;

import io.churnlake.customer.CustomerLog;
import io.churnlake.customer.CustomerLogs;
import io.churnlake.customer.Splits;
import io.churnlake.table.CustomerAttributes;
import io.churnlake.table.Customers;
import io.churnlake.table.Kpis;
import io.churnlake.table.NextOrder;
import io.churnlake.table.OrderTiming;
import io.churnlake.table.Returns;
import io.churnlake.table.Survival;
import io.churnlake.table.SurvivalParts;
import io.churnlake.table.SurvivalTests;
import io.churnlake.table.Table;
import io.churnlake.testing.SparkTest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** Gaps between orders and first lapses of a shop small enough to be checked by hand. */
class OrderTimingTest {
  private static final LocalDate AS_OF = LocalDate.of(2024, 12, 31);
  private static final int WINDOW = 90;

  /**
   * The first letter is the channel. Of a, ann pauses after two months, and bob comes on the last
   * day of the window; nobody of b comes again; gus and hal come today; old was there before.
   */
  private static final Dataset<Row> DAYS =
      SmallWorld.days(
          """
          old   | 2024-01-01 | 1
          a_ann | 2024-03-01 | 1
          a_ann | 2024-03-11 | 1
          a_ann | 2024-03-31 | 1
          a_ann | 2024-04-30 | 1
          a_ann | 2024-12-21 | 1
          a_bob | 2024-03-01 | 1
          a_bob | 2024-05-30 | 1
          a_cat | 2024-11-01 | 1
          a_dan | 2024-12-01 | 1
          a_dan | 2024-12-31 | 1
          a_dan | 2025-01-01 | 1
          b_eve | 2024-06-01 | 1
          b_fay | 2024-07-01 | 1
          c_gus | 2024-12-31 | 1
          d_hal | 2024-12-31 | 1
          """);

  private static Dataset<Row> logs() {
    Dataset<Row> customers =
        SmallWorld.customers(DAYS)
            .withColumn(Customers.FIRST_CHANNEL, substring(col(Customers.CUSTOMER_KEY), 1, 1));
    Dataset<Row> members =
        Splits.of(customers, empty(CustomerAttributes.TABLE), List.of("channel"), AS_OF);
    Dataset<Row> shown = Splits.shown(members, 3);
    assertThat(SmallWorld.text(shown, shown.columns())).isEqualTo("0 a\n0 b\n0 c\n");
    return CustomerLogs.of(
        DAYS,
        empty(Returns.TABLE),
        Splits.limited(members, List.of(Set.of("a", "b", "c"))),
        1,
        AS_OF);
  }

  private static Dataset<Row> empty(Table table) {
    return SparkTest.spark().createDataFrame(List.of(), table.schema());
  }

  @Test
  void aSmallShopByHand() {
    List<String> splits = CustomerLogs.names(List.of("channel"));
    Dataset<Row> tally = TimingSums.of(logs(), splits, 10, WINDOW).persist();
    Dataset<Row> timing = OrderWaits.of(tally, AS_OF).persist();
    assertThat(
            SmallWorld.text(
                timing,
                OrderTiming.SPLIT_VALUE,
                OrderTiming.ORDER_NUMBER,
                OrderTiming.CUSTOMERS,
                OrderTiming.CAME_AGAIN,
                OrderTiming.OBSERVED_DAYS,
                OrderTiming.within(30),
                OrderTiming.within(365),
                Kpis.nullReason(OrderTiming.within(365)),
                OrderTiming.Q25,
                OrderTiming.MEDIAN,
                OrderTiming.Q75,
                Kpis.nullReason(OrderTiming.Q75),
                OrderTiming.SHARE_NEVER))
        .isEqualTo(
            """
            (other) 1 1 0 0 - - window_not_observed - - - not_reached 1.000
            a 1 4 3 90 0.500 1.000 - 10 30 90 - 0.000
            a 2 3 1 215 0.500 - window_not_observed 20 20 - not_reached 0.500
            a 3 1 1 30 1.000 1.000 - 30 30 30 - 0.000
            a 4 1 1 235 0.000 1.000 - 235 235 235 - 0.000
            a 5 1 0 10 - - window_not_observed - - - not_reached 1.000
            all 1 8 3 213 0.333 - window_not_observed 30 90 - not_reached 0.444
            all 2 3 1 215 0.500 - window_not_observed 20 20 - not_reached 0.500
            all 3 1 1 30 1.000 1.000 - 30 30 30 - 0.000
            all 4 1 1 235 0.000 1.000 - 235 235 235 - 0.000
            all 5 1 0 10 - - window_not_observed - - - not_reached 1.000
            b 1 2 0 213 0.000 - window_not_observed - - - not_reached 1.000
            c 1 1 0 0 - - window_not_observed - - - not_reached 1.000
            """);
    // Ann has gaps of her own; the others wait as long as those who had as many orders.
    assertThat(
            SmallWorld.text(
                NextOrders.of(DAYS, timing.filter("order_number > 1"), AS_OF)
                    .unionAll(NextOrders.of(DAYS.filter("customer_key = 'old'"), timing, AS_OF))
                    .unionAll(
                        NextOrders.of(
                            DAYS.filter("customer_key = 'b_eve'"),
                            timing
                                .filter("split_value = 'b'")
                                .withColumn(OrderTiming.SPLIT, lit("all")),
                            AS_OF)),
                NextOrder.CUSTOMER_KEY,
                NextOrder.LAST_ORDER_DATE,
                NextOrder.OCCASIONS,
                NextOrder.TYPICAL_INTERVAL_DAYS,
                NextOrder.INTERVAL_IS_OWN,
                NextOrder.EXPECTED_BY,
                NextOrder.DAYS_OVERDUE,
                NextOrder.NULL_REASON))
        .isEqualTo(
            """
            a_ann 2024-12-21 5 25.000 true 2025-01-15 0 -
            a_bob 2024-05-30 2 20.000 false 2024-06-19 195 -
            a_cat 2024-11-01 1 - false - - nobody_observed
            a_dan 2024-12-31 2 20.000 false 2025-01-20 0 -
            b_eve 2024-06-01 1 - false - - nobody_observed
            b_eve 2024-06-01 1 - false - - not_reached
            b_fay 2024-07-01 1 - false - - nobody_observed
            c_gus 2024-12-31 1 - false - - nobody_observed
            d_hal 2024-12-31 1 - false - - nobody_observed
            old 2024-01-01 1 - false - - nobody_observed
            old 2024-01-01 1 90.000 false 2024-03-31 275 -
            """);
    Dataset<Row> durations = LapseCurves.durations(tally, AS_OF, WINDOW).persist();
    lapses(durations);
    List.of(tally, timing, durations).forEach(Dataset::unpersist);
  }

  private static void lapses(Dataset<Row> durations) {
    assertThat(
            SmallWorld.text(
                LapseCurves.curves(durations, AS_OF, WINDOW).filter("split = 'channel'"),
                Survival.SPLIT_VALUE,
                Survival.DAY,
                Survival.AT_RISK,
                Survival.LAPSES,
                Survival.CENSORED,
                Survival.SURVIVAL,
                Survival.STANDARD_ERROR,
                Survival.LOW,
                Survival.HIGH))
        .isEqualTo(
            """
            (other) 0 1 0 1 1.000 0.000 1.000 1.000
            a 0 4 0 2 1.000 0.000 1.000 1.000
            a 150 2 1 0 0.500 0.354 0.006 0.910
            a 180 1 1 0 0.000 0.000 0.000 0.910
            b 0 2 0 0 1.000 0.000 1.000 1.000
            b 90 2 2 0 0.000 0.000 0.000 1.000
            c 0 1 0 1 1.000 0.000 1.000 1.000
            """);
    // On day 90 four are at risk, of a and b two each, and both of b lapse.
    assertThat(
            SmallWorld.text(
                LapseCurves.parts(durations, AS_OF, WINDOW),
                SurvivalParts.SPLIT_VALUE,
                SurvivalParts.WINDOW_DAYS,
                SurvivalParts.CUSTOMERS,
                SurvivalParts.LAPSES,
                SurvivalParts.EXPECTED_LAPSES,
                SurvivalParts.OBSERVED_DAYS,
                SurvivalParts.MEDIAN,
                Kpis.nullReason(SurvivalParts.MEDIAN)))
        .isEqualTo(
            """
            (other) 90 1 0 0.000 0 - not_reached
            a 90 4 2 3.000 180 150 -
            all 90 8 4 4.000 180 90 -
            b 90 2 2 1.000 90 90 -
            c 90 1 0 0.000 0 - not_reached
            """);
    // (2 - 1)^2 over the variance 2 * 2 / 3 * 1 / 4.
    assertThat(
            SmallWorld.text(
                LapseCurves.tests(durations, AS_OF, WINDOW),
                SurvivalTests.SPLIT,
                SurvivalTests.PARTS,
                SurvivalTests.CUSTOMERS,
                SurvivalTests.LAPSES,
                SurvivalTests.CHI_SQUARE,
                SurvivalTests.DEGREES_OF_FREEDOM,
                SurvivalTests.P_VALUE,
                SurvivalTests.NULL_REASON))
        .isEqualTo("channel 4 8 4 3.000 1 0.083 -\n");
  }

  /** However often the keys are handed on, they add up to the same. */
  @Test
  void aTallyInPieces() {
    List<Row> logs = logs().collectAsList();
    List<String> splits = CustomerLogs.names(List.of("channel"));
    TimingTally whole = new TimingTally(splits, 2, WINDOW);
    logs.forEach(log -> whole.add(CustomerLog.of(log)));
    int cells = whole.cells();
    Map<String, Long> expected = summed(whole.drain());
    assertThat(expected).hasSize(cells);
    assertThat(whole.cells()).isZero();
    TimingTally piece = new TimingTally(splits, 2, WINDOW);
    List<Row> pieces = new ArrayList<>();
    for (Row log : logs) {
      piece.add(CustomerLog.of(log));
      pieces.addAll(piece.drain());
    }
    assertThat(summed(pieces))
        .isEqualTo(expected)
        .allSatisfy((key, customers) -> assertThat(key).doesNotContain("gap,3,"))
        .containsEntry("all,all,gap,1,0,10", 1L)
        .containsEntry("channel,a,gap,2,0,20", 1L)
        .containsEntry("all,all,wait,1," + AS_OF.toEpochDay() + ",0", 2L)
        .containsEntry("all,all,spell,0," + LocalDate.of(2024, 3, 1).toEpochDay() + ",60", 1L);
  }

  private static Map<String, Long> summed(List<Row> cells) {
    Map<String, Long> sums = new HashMap<>();
    for (Row cell : cells) {
      sums.merge(cell.mkString(",").replaceFirst(",[0-9]+$", ""), cell.getLong(6), Long::sum);
    }
    return sums;
  }
}
