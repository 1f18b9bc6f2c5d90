package io.churnlake.clv.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * A customer drawn from MBG/CNBD-k as its definition says, stage by stage.
 *
 * @param times of the repeat purchases
 */
record Simulated(double[] times) {

  /** Customers as rows of days, and the logarithms of the days between purchases. */
  record Log(PurchaseRows rows, double logGapDays) {}

  int x() {
    return times.length;
  }

  int purchasesBy(double t) {
    return (int) Arrays.stream(times).filter(time -> time <= t).count();
  }

  static Simulated customer(MbgCnbd model, double t, Random random) {
    double rate = gamma(model.r(), random) / model.alpha();
    double left = gamma(model.a(), random);
    double right = gamma(model.b(), random);
    double dropout = left / (left + right);
    List<Double> times = new ArrayList<>();
    double now = 0;
    while (random.nextDouble() >= dropout) {
      for (int stage = 0; stage < model.k(); stage++) {
        now -= Math.log(1 - random.nextDouble()) / rate;
      }
      if (now > t) {
        break;
      }
      times.add(now);
    }
    return new Simulated(times.stream().mapToDouble(Double::doubleValue).toArray());
  }

  /**
   * Customers observed for this many days; the model's unit is a week. Purchases fall on whole
   * days, at most one a day.
   */
  static Log log(MbgCnbd weekly, int customers, int days, Random random) {
    int[] x = new int[customers];
    int[] tx = new int[customers];
    int[] t = new int[customers];
    long[] weights = new long[customers];
    double logGapDays = 0;
    for (int i = 0; i < customers; i++) {
      t[i] = days;
      weights[i] = 1;
      for (double time : customer(weekly, days / 7.0, random).times()) {
        int day = (int) Math.min(days, Math.ceil(time * 7));
        if (day > tx[i]) {
          logGapDays += Math.log(day - tx[i]);
          tx[i] = day;
          x[i]++;
        }
      }
    }
    return new Log(PurchaseRows.of(x, tx, t, weights), logGapDays);
  }

  /** Marsaglia, Tsang 2000; for shapes below 1 with their boost. */
  private static double gamma(double shape, Random random) {
    if (shape < 1) {
      return gamma(shape + 1, random) * Math.pow(1 - random.nextDouble(), 1 / shape);
    }
    double d = shape - 1.0 / 3;
    while (true) {
      double normal = random.nextGaussian();
      double cube = Math.pow(1 + normal / Math.sqrt(9 * d), 3);
      if (cube > 0
          && Math.log(1 - random.nextDouble())
              < normal * normal / 2 + d - d * cube + d * Math.log(cube)) {
        return d * cube;
      }
    }
  }
}
