package io.churnlake.clv.optimize;

/** Where a search for a minimum ended. */
public final class Descent {
  private final double[] point;
  private final Evaluation evaluation;
  private final int iterations;
  private final double slope;

  public Descent(double[] point, Evaluation evaluation, int iterations, double slope) {
    this.point = point;
    this.evaluation = evaluation;
    this.iterations = iterations;
    this.slope = slope;
  }

  public double[] point() {
    return point.clone();
  }

  public Evaluation evaluation() {
    return evaluation;
  }

  public int iterations() {
    return iterations;
  }

  /** The largest slope left along a coordinate that is free to move. */
  public double slope() {
    return slope;
  }
}
