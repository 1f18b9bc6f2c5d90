package io.churnlake.retention;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Amounts of tables from whole ten-thousandths, which sums are kept in. */
final class Money {
  private static final int SCALE = 4;
  private static final int RATE_SCALE = 10;
  private static final double TEN_THOUSAND = 10_000;

  private Money() {}

  /** The amount. */
  static BigDecimal of(long tenThousandths) {
    return BigDecimal.valueOf(tenThousandths, SCALE);
  }

  /** The amount of each of {@code n}, which is not 0. */
  static BigDecimal each(long tenThousandths, long n) {
    return of(tenThousandths).divide(BigDecimal.valueOf(n), SCALE, RoundingMode.HALF_UP);
  }

  /** The amount of a figure of ten-thousandths that is no whole number; null of null. */
  static @Nullable BigDecimal ofMean(@Nullable Double tenThousandths) {
    return tenThousandths == null
        ? null
        : BigDecimal.valueOf(tenThousandths / TEN_THOUSAND).setScale(SCALE, RoundingMode.HALF_UP);
  }

  /**
   * Margin in ten-thousandths: known where costs are, elsewhere at the rate. What came back takes
   * its margin with it at the rate, since it is not known which goods'.
   *
   * @param rate margin as a fraction of revenue, of which ten digits are used
   */
  static long margin(long revenue, long costedRevenue, long cost, BigDecimal rate) {
    BigDecimal rest =
        BigDecimal.valueOf(Math.subtractExact(revenue, costedRevenue))
            .multiply(rate)
            .setScale(0, RoundingMode.HALF_UP);
    return Math.addExact(Math.subtractExact(costedRevenue, cost), rest.longValueExact());
  }

  /** A rate for {@link #margin}. */
  static BigDecimal rate(double rate) {
    return BigDecimal.valueOf(rate).setScale(RATE_SCALE, RoundingMode.HALF_UP);
  }
}
