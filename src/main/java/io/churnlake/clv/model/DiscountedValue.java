package io.churnlake.clv.model;

/**
 * Present value of a margin that comes in over a horizon.
 *
 * <p>The horizon is cut into equal steps; what comes in during a step counts as coming in at its
 * middle, and is discounted by a yearly rate over the days until then. Days are days: nothing
 * depends on the unit of the models.
 */
public final class DiscountedValue {
  /** Steps of a horizon. */
  public static final int STEPS = 12;

  private static final double DAYS_A_YEAR = 365;

  private DiscountedValue() {}

  /** The end of step k = 1..{@value #STEPS}, in days from now. */
  public static double stepEndDays(int step, double horizonDays) {
    return horizonDays * step / STEPS;
  }

  /**
   * The discounted number of orders over the horizon; times expected spend and margin rate it is
   * the expected customer lifetime value.
   *
   * @param expectedOrders orders expected until the end of each step, cumulative
   * @param annualRate discount rate a year, such as 0.1
   */
  public static double discountedOrders(
      double[] expectedOrders, double horizonDays, double annualRate) {
    double sum = 0;
    double before = 0;
    for (int step = 1; step <= STEPS; step++) {
      double middleDays = horizonDays * (step - 0.5) / STEPS;
      double until = expectedOrders[step - 1];
      sum += (until - before) * Math.pow(1 + annualRate, -middleDays / DAYS_A_YEAR);
      before = until;
    }
    return sum;
  }
}
