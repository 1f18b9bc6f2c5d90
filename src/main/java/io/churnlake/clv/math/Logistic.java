package io.churnlake.clv.math;

/** The logistic function and its logarithm's companion, without overflow. */
public final class Logistic {
  private Logistic() {}

  /** 1 / (1 + exp(-logOdds)). */
  public static double of(double logOdds) {
    if (logOdds >= 0) {
      return 1 / (1 + Math.exp(-logOdds));
    }
    double odds = Math.exp(logOdds);
    return odds / (1 + odds);
  }

  /** ln(1 + exp(logOdds)). */
  public static double logOnePlusExp(double logOdds) {
    return Math.max(logOdds, 0) + Math.log1p(Math.exp(-Math.abs(logOdds)));
  }
}
