package io.churnlake.clv.model;

import io.churnlake.clv.math.GammaFunctions;
import io.churnlake.clv.math.Logistic;

/**
 * The BG/NBD log-likelihood and its gradient, customer by customer.
 *
 * <p>What depends on x alone is kept for the next customer: rows sorted by x pay for their gamma
 * functions once per distinct x. Not safe for use by several threads.
 */
final class BgNbdLikelihood implements RowLikelihood {
  private final double r;
  private final double alpha;
  private final double a;
  private final double b;

  private int lastX = -1;
  private double riseTerms;
  private double digammaR;
  private double digammaB;
  private double digammaAb;
  private double logDropoutRatio;

  BgNbdLikelihood(BgNbd model) {
    r = model.r();
    alpha = model.alpha();
    a = model.a();
    b = model.b();
  }

  /**
   * The log-likelihood of one customer; {@code gradient} receives its derivatives in (ln r, ln
   * alpha, ln a, ln b).
   *
   * <p>Equation 6 of the paper, rearranged so that no two large terms cancel: with q the posterior
   * probability of having dropped out, ln L = ln (r)_x + ln (b)_x - ln (a+b)_x - r ln(1 + T/alpha)
   * - x ln(alpha + T) - ln(1 - q).
   */
  @Override
  public double at(int x, double tx, double t, double[] gradient) {
    if (x != lastX) {
      prepare(x);
    }
    double logGrowth = Math.log1p(t / alpha);
    double common = riseTerms - r * logGrowth - (x == 0 ? 0 : x * Math.log(alpha + t));
    if (x == 0) {
      gradient[0] = -r * logGrowth;
      gradient[1] = r * t / (alpha + t);
      gradient[2] = 0;
      gradient[3] = 0;
      return common;
    }
    double logSilence = Math.log1p((t - tx) / (alpha + tx));
    double logOdds = logDropoutRatio + (r + x) * logSilence;
    double q = Logistic.of(logOdds);
    gradient[0] = r * (digammaR - logGrowth + q * logSilence);
    // r/alpha - (r + x) [(1 - q)/(alpha + T) + q/(alpha + t_x)], times alpha.
    gradient[1] =
        (r * t - x * alpha) / (alpha + t)
            - (r + x) * q * alpha * (t - tx) / ((alpha + t) * (alpha + tx));
    gradient[2] = q - a * digammaAb;
    gradient[3] = b * (digammaB - digammaAb - q / (b + x - 1));
    return common + Logistic.logOnePlusExp(logOdds);
  }

  private void prepare(int x) {
    lastX = x;
    riseTerms =
        GammaFunctions.logGammaRise(r, x)
            + GammaFunctions.logGammaRise(b, x)
            - GammaFunctions.logGammaRise(a + b, x);
    digammaR = GammaFunctions.digammaRise(r, x);
    digammaB = GammaFunctions.digammaRise(b, x);
    digammaAb = GammaFunctions.digammaRise(a + b, x);
    logDropoutRatio = x == 0 ? Double.NEGATIVE_INFINITY : Math.log(a / (b + x - 1));
  }
}
