package io.churnlake.clv;

/** Where a search for a minimum ended. */
final class Descent {
  private final double[] point;
  private final Evaluation evaluation;
  private final int iterations;
  private final double slope;

  Descent(double[] point, Evaluation evaluation, int iterations, double slope) {
    this.point = point;
    this.evaluation = evaluation;
    this.iterations = iterations;
    this.slope = slope;
  }

  double[] point() {
    return point.clone();
  }

  Evaluation evaluation() {
    return evaluation;
  }

  int iterations() {
    return iterations;
  }

  /** The largest slope left along a coordinate that is free to move. */
  double slope() {
    return slope;
  }
}
