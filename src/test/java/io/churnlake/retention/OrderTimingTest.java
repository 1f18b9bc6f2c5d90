package io.churnlake.retention;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.substring;
import static org.assertj.core.api.Assertions.assertThat;

import io.churnlake.customer.CustomerLog;
import io.churnlake.customer.CustomerLogs;
import io.churnlake.customer.SplitView;
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
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
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
    TimingSums sums = sums(logs());
    List<Row> timing = OrderWaits.of(sums, AS_OF);
    List<Row> ofB = OrderWaits.of(sums(logs().filter("split_values[1] = 'b'")), AS_OF);
    List<Row> later =
        timing.stream().filter(row -> row.<Integer>getAs(OrderTiming.ORDER_NUMBER) > 1).toList();
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
                NextOrders.of(DAYS, later, AS_OF)
                    .unionAll(NextOrders.of(DAYS.filter("customer_key = 'old'"), timing, AS_OF))
                    .unionAll(NextOrders.of(DAYS.filter("customer_key = 'b_eve'"), ofB, AS_OF)),
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
    lapses(new LapseCurves(sums, AS_OF, WINDOW));
  }

  private static TimingSums sums(Dataset<Row> logs) {
    List<String> splits = CustomerLogs.names(List.of("channel"));
    List<CustomerLog> histories = logs.collectAsList().stream().map(CustomerLog::of).toList();
    SplitView view = SplitView.ofAll(splits);
    return SmallLogs.sum(histories, () -> new TimingTally(view, 10, WINDOW, AS_OF)).sums();
  }

  private static void lapses(LapseCurves lapses) {
    List<Row> ofChannels =
        lapses.curves().stream()
            .filter(row -> row.getAs(Survival.SPLIT).equals("channel"))
            .toList();
    assertThat(
            SmallWorld.text(
                ofChannels,
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
                lapses.parts(),
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
                lapses.tests(),
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

  /** Customers may be counted in any number of pieces, and the pieces in any order. */
  @Test
  void aTallyInPieces() {
    List<Row> logs = logs().collectAsList();
    SplitView splits = SplitView.ofAll(CustomerLogs.names(List.of("channel")));
    TimingTally whole = new TimingTally(splits, 2, WINDOW, AS_OF);
    logs.forEach(log -> whole.add(CustomerLog.of(log)));
    Set<String> expected = counts(whole);
    Set<String> groups = new TreeSet<>();
    expected.forEach(count -> groups.add(count.replaceAll(" .*", "")));
    // A cell is a group, or a number of days of it.
    assertThat(expected).hasSize(whole.cells() - groups.size());
    TimingTally pieces = new TimingTally(splits, 2, WINDOW, AS_OF);
    for (Row log : logs) {
      TimingTally piece = new TimingTally(splits, 2, WINDOW, AS_OF);
      piece.add(CustomerLog.of(log));
      pieces = piece.plus(pieces);
    }
    assertThat(pieces.cells()).isEqualTo(whole.cells());
    assertThat(counts(pieces))
        .isEqualTo(expected)
        .contains("all,all gap 1 of 10: 1 0", "channel,a gap 2 of 20: 1 0")
        .contains("all,all gap 1 of 0: 0 2", "all,all gap 0 of 150: 1 0");
  }

  /** Ended and censored spells of each group by their days. */
  private static Set<String> counts(TimingTally tally) {
    Set<String> counts = new TreeSet<>();
    tally
        .sums()
        .forEach(
            (group, own) -> {
              for (int kind = 0; kind < 3; kind++) {
                DayCounts days = own.spells(kind);
                for (int i = 0; i < days.size(); i++) {
                  counts.add(
                      "%s,%s gap %d of %d: %d %d"
                          .formatted(
                              group.split(),
                              group.value(),
                              kind,
                              days.day(i),
                              days.events(i),
                              days.censored(i)));
                }
              }
            });
    return counts;
  }
}
