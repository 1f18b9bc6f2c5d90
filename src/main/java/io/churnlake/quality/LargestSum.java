package io.churnlake.quality;

import io.churnlake.error.Errors;
import java.math.BigDecimal;

/** The largest sum of money or of pieces that a column holds; beyond it Spark's casts fail. */
public final class LargestSum {
  private static final BigDecimal LIMIT = BigDecimal.TEN.pow(14);

  private LargestSum() {}

  /**
   * The sum itself.
   *
   * @param what is added up, for the message
   * @throws io.churnlake.error.UserException if it is too large
   */
  public static BigDecimal checked(String what, BigDecimal sum) {
    if (sum.abs().compareTo(LIMIT) >= 0) {
      throw Errors.sumsTooLarge(what, sum.toPlainString());
    }
    return sum;
  }
}
