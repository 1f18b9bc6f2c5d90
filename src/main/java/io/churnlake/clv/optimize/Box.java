package io.churnlake.clv.optimize;

/** Lower and upper limits of each coordinate. */
public final class Box {
  private final double[] lower;
  private final double[] upper;

  public Box(double[] lower, double[] upper) {
    this.lower = lower;
    this.upper = upper;
  }

  public int dimension() {
    return lower.length;
  }

  public double[] clamp(double[] point) {
    double[] result = new double[point.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = Math.min(upper[i], Math.max(lower[i], point[i]));
    }
    return result;
  }

  public boolean isAtLower(double[] point, int i) {
    return point[i] <= lower[i];
  }

  public boolean isAtUpper(double[] point, int i) {
    return point[i] >= upper[i];
  }

  /** Whether going downhill from the point would leave the box along this coordinate. */
  public boolean isHeld(double[] point, Evaluation evaluation, int i) {
    return (isAtLower(point, i) && evaluation.gradient(i) > 0)
        || (isAtUpper(point, i) && evaluation.gradient(i) < 0);
  }

  /** The largest slope along a coordinate that is free to move. */
  public double freeSlope(double[] point, Evaluation evaluation) {
    double largest = 0;
    for (int i = 0; i < point.length; i++) {
      if (!isHeld(point, evaluation, i)) {
        largest = Math.max(largest, Math.abs(evaluation.gradient(i)));
      }
    }
    return largest;
  }
}
