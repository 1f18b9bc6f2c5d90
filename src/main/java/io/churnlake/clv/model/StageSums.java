package io.churnlake.clv.model;

/**
 * H = Σ_{j&lt;k} (R)_j / j! v^j, and what its derivatives are made of. Times (1 - v)^R it is the
 * probability that a customer with stage rate from Gamma(R, A) finishes fewer than k stages in a
 * time u, where v = u / (A + u).
 *
 * @param sum H, at least 1
 * @param slopeShape dH/dR
 * @param slopeLog dH/d ln v
 */
record StageSums(double sum, double slopeShape, double slopeLog) {
  private static final StageSums ONE = new StageSums(1, 0, 0);

  static StageSums of(int stages, double shape, double v) {
    if (stages == 1) {
      return ONE;
    }
    double sum = 1;
    double slopeShape = 0;
    double slopeLog = 0;
    double term = 1;
    double digammaRise = 0;
    for (int j = 1; j < stages; j++) {
      term *= (shape + (j - 1)) / j * v;
      digammaRise += 1 / (shape + (j - 1));
      sum += term;
      slopeShape += term * digammaRise;
      slopeLog += j * term;
    }
    return new StageSums(sum, slopeShape, slopeLog);
  }
}
