package io.churnlake.retention;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Money of sums in whole ten-thousandths; the same as {@link Cells} has for datasets. */
final class Amounts {
  private static final int SCALE = 4;
  private static final int RATE_SCALE = 10;
  private static final double TEN_THOUSAND = 10_000;

  private Amounts() {}

  static BigDecimal money(long amount) {
    return BigDecimal.valueOf(amount, SCALE);
  }

  /** The amount by the head. */
  static BigDecimal each(long amount, long heads) {
    return money(amount).divide(BigDecimal.valueOf(heads), SCALE, RoundingMode.HALF_UP);
  }

  /** Of a figure that is no whole number. */
  static @Nullable BigDecimal rounded(OptionalDouble amount) {
    return amount.isEmpty()
        ? null
        : BigDecimal.valueOf(amount.getAsDouble() / TEN_THOUSAND)
            .setScale(SCALE, RoundingMode.HALF_UP);
  }

  /**
   * Margin, known where costs are, elsewhere at the rate.
   *
   * @param rate margin as a fraction of revenue
   */
  static long margin(Brought sums, double rate) {
    BigDecimal atRate = BigDecimal.valueOf(rate).setScale(RATE_SCALE, RoundingMode.HALF_UP);
    BigDecimal rest = BigDecimal.valueOf(sums.revenue() - sums.costedRevenue()).multiply(atRate);
    return Math.addExact(
        sums.costedRevenue() - sums.cost(),
        rest.setScale(0, RoundingMode.HALF_UP).longValueExact());
  }
}
