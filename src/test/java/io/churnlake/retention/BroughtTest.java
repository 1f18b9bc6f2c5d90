package io.churnlake.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.churnlake.customer.CustomerLog;
import io.churnlake.quality.Mean;
import io.churnlake.table.OrderTiming;
import io.churnlake.table.TableRows;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Sums of customers, counted in pieces, against plain arithmetic. */
@Tag("fast")
class BroughtTest {
  private static final int FIRST = 100;

  private static CustomerLog log(long firstRevenue, long laterRevenue) {
    return new CustomerLog(
        FIRST,
        false,
        List.of("all"),
        List.of(
            new CustomerLog.Day(FIRST, 1, 1, 1, firstRevenue, 3, 4, List.of(), 1, 1, 5),
            new CustomerLog.Day(FIRST + 90, 2, 1, 1, laterRevenue, 0, 0, List.of(), 1, 1, 7)));
  }

  @Test
  void sumsAndSquaresOfAnySize() {
    SplittableRandom random = new SplittableRandom(7);
    GroupCounts all = new GroupCounts(1 + Brought.SUMS, 0);
    BigInteger revenue = BigInteger.ZERO;
    BigInteger squares = BigInteger.ZERO;
    for (int piece = 0; piece < 10; piece++) {
      GroupCounts some = new GroupCounts(1 + Brought.SUMS, 0);
      for (int customer = 0; customer < 100; customer++) {
        // Up to hundreds of millions of currency, whose squares take more than 64 bits.
        long first = random.nextLong(1L << random.nextInt(1, 50));
        some.add(1, Brought.sums(log(first, 1L << 55), 89));
        revenue = revenue.add(BigInteger.valueOf(first));
        squares = squares.add(BigInteger.valueOf(first).pow(2));
      }
      all.add(some);
    }
    assertThat(Brought.of(all, 1))
        .isEqualTo(
            new Brought(1_000, 1_000, revenue.longValueExact(), 5_000, 3_000, 4_000, squares));
    assertThat(squares.bitLength()).isGreaterThan(Long.SIZE);
    // The day that ends the window is in it.
    assertThat(Brought.sums(log(1, 10), 90)).startsWith(1, 3, 11, 12, 3, 4, 121);
  }

  @Test
  void marginIsKnownOrAtTheRate() {
    Brought sums = new Brought(2, 2, 1_001, 0, 300, 500, BigInteger.ZERO);
    // 200 are known; of the other 501 the half is 250.5, rounded up.
    assertThat(Amounts.margin(sums, 0.5)).isEqualTo(451);
    assertThat(Amounts.each(451, 2)).isEqualTo(new BigDecimal("0.0226"));
  }

  @Test
  void aMeanHasBoundsFromTwoCustomersOn() {
    assertThat(new Mean(0, 0, 0).mean()).isEmpty();
    assertThat(new Mean(5, 25, 1).low()).isEmpty();
    assertThat(new Mean(6, 18, 2).low()).hasValue(3);
    // Values 2 and 4: variance 2, its root over that of two customers is 1.
    assertThat(new Mean(6, 20, 2).high().orElseThrow() - 3).isBetween(1.959, 1.961);
  }

  @Test
  void aRowLacksNoColumn() {
    TableRows rows = new TableRows(OrderTiming.TABLE).row().put(OrderTiming.SPLIT, "all");
    assertThatThrownBy(rows::all).hasMessageContaining("gold.order_timing.as_of is missing");
    assertThatThrownBy(() -> rows.put(OrderTiming.SPLIT, "x")).hasMessageContaining("before");
    assertThatThrownBy(() -> rows.put("spilt", "x")).hasMessageContaining("unknown");
  }
}
