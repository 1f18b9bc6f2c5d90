package io.churnlake.clv.model;

/**
 * Present value of orders that come in over time.
 *
 * <p>Time is cut into steps, mostly months of {@value #MONTH_DAYS} days; what comes in during a
 * step counts as coming in at its middle, and is discounted by a yearly rate over the days until
 * then. Days are days: nothing depends on the unit of the models.
 */
public final class DiscountedValue {
  /** A twelfth of a year of 365 days. */
  public static final double MONTH_DAYS = 365.0 / 12;

  private static final double DAYS_A_YEAR = 365;

  private DiscountedValue() {}

  /** What 1 in so many days is worth now. */
  public static double factor(double days, double annualRate) {
    return Math.pow(1 + annualRate, -days / DAYS_A_YEAR);
  }

  /** The rate of continuous discounting a unit of so many days that equals this yearly rate. */
  public static double continuousRate(double annualRate, double unitDays) {
    return Math.log1p(annualRate) * unitDays / DAYS_A_YEAR;
  }

  /**
   * The discounted orders until the end of each step, cumulative; times expected spend and margin
   * rate they are customer lifetime values.
   *
   * @param stepEnds in days from now, ascending
   * @param expectedOrders orders expected until the end of each step, cumulative
   * @param annualRate discount rate a year, such as 0.1
   */
  public static double[] cumulative(double[] stepEnds, double[] expectedOrders, double annualRate) {
    double[] result = new double[stepEnds.length];
    double sum = 0;
    double start = 0;
    double before = 0;
    for (int i = 0; i < stepEnds.length; i++) {
      sum += (expectedOrders[i] - before) * factor((start + stepEnds[i]) / 2, annualRate);
      start = stepEnds[i];
      before = expectedOrders[i];
      result[i] = sum;
    }
    return result;
  }
}
