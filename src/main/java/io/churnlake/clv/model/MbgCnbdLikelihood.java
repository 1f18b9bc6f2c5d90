package io.churnlake.clv.model;

import io.churnlake.clv.math.GammaFunctions;
import io.churnlake.clv.math.Logistic;

/**
 * The MBG/CNBD-k log-likelihood and its gradient, customer by customer.
 *
 * <p>What depends on x alone is kept for the next customer: rows sorted by x pay for their gamma
 * functions once per distinct x. Not safe for use by several threads.
 */
final class MbgCnbdLikelihood implements RowLikelihood {
  private final int k;
  private final double r;
  private final double alpha;
  private final double a;
  private final double b;
  private final double logStageFactor;

  private int lastX = -1;
  private double shape;
  private double riseTerms;
  private double digammaR;
  private double digammaB;
  private double digammaAb;
  private double logDropoutRatio;

  MbgCnbdLikelihood(MbgCnbd model) {
    k = model.k();
    r = model.r();
    alpha = model.alpha();
    a = model.a();
    b = model.b();
    logStageFactor = model.logStageFactor();
  }

  /**
   * The log-likelihood of one customer; {@code gradient} receives its derivatives in (ln r, ln
   * alpha, ln a, ln b).
   *
   * <p>Given rate and dropout probability p, the purchases have density λ^(kx) exp(-λ t_x) (1-p)^x,
   * and then the customer left, p, or is alive with fewer than k stages done in the silence u
   * since, (1-p) Σ_{j&lt;k} (λu)^j/j! exp(-λu). Integrated and rearranged so that no two large
   * terms cancel, with R = r + kx, H = Σ_{j&lt;k} (R)_j/j! (u/(alpha+T))^j and q the posterior
   * probability of having dropped out: ln L = ln (r)_kx + ln (b)_(x+1) - ln (a+b)_(x+1) - x ln
   * (k-1)! - r ln(1 + T/alpha) - kx ln(alpha + T) + ln H - ln(1 - q).
   */
  @Override
  public double at(int x, double tx, double t, double[] gradient) {
    if (x != lastX) {
      prepare(x);
    }
    double silence = t - tx;
    double end = alpha + t;
    double stagesDone = (double) k * x;
    double logGrowth = Math.log1p(t / alpha);
    double logSilence = Math.log1p(silence / (alpha + tx));
    StageSums sums = StageSums.of(k, shape, silence / end);
    double logSum = k == 1 ? 0 : Math.log(sums.sum());
    double logOdds = logDropoutRatio + shape * logSilence - logSum;
    double q = Logistic.of(logOdds);
    double alive = Logistic.of(-logOdds) / sums.sum();
    gradient[0] = r * (digammaR - logGrowth + q * logSilence + alive * sums.slopeShape());
    // r/alpha - R [(1 - q)/(alpha + T) + q/(alpha + t_x)] + (1 - q) ∂ln H, times alpha.
    gradient[1] =
        (r * t - stagesDone * alpha) / end
            - shape * q * alpha * silence / (end * (alpha + tx))
            - alive * sums.slopeLog() * alpha / end;
    gradient[2] = q - a * digammaAb;
    gradient[3] = b * (digammaB - digammaAb) - q * b / (b + x);
    return riseTerms
        - r * logGrowth
        - (x == 0 ? 0 : stagesDone * Math.log(end))
        + logSum
        + Logistic.logOnePlusExp(logOdds);
  }

  private void prepare(int x) {
    lastX = x;
    double stagesDone = (double) k * x;
    shape = r + stagesDone;
    riseTerms =
        GammaFunctions.logGammaRise(r, stagesDone)
            + GammaFunctions.logGammaRise(b, x + 1.0)
            - GammaFunctions.logGammaRise(a + b, x + 1.0)
            - x * logStageFactor;
    digammaR = GammaFunctions.digammaRise(r, stagesDone);
    digammaB = GammaFunctions.digammaRise(b, x + 1.0);
    digammaAb = GammaFunctions.digammaRise(a + b, x + 1.0);
    logDropoutRatio = Math.log(a / (b + x));
  }
}
