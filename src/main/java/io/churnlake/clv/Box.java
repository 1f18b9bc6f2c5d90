package io.churnlake.clv;

/** Lower and upper limits of each coordinate. */
final class Box {
  private final double[] lower;
  private final double[] upper;

  Box(double[] lower, double[] upper) {
    this.lower = lower;
    this.upper = upper;
  }

  int dimension() {
    return lower.length;
  }

  double[] clamp(double[] point) {
    double[] result = new double[point.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = Math.min(upper[i], Math.max(lower[i], point[i]));
    }
    return result;
  }

  boolean isAtLower(double[] point, int i) {
    return point[i] <= lower[i];
  }

  boolean isAtUpper(double[] point, int i) {
    return point[i] >= upper[i];
  }

  /** Whether going downhill from the point would leave the box along this coordinate. */
  boolean isHeld(double[] point, Evaluation evaluation, int i) {
    return (isAtLower(point, i) && evaluation.gradient(i) > 0)
        || (isAtUpper(point, i) && evaluation.gradient(i) < 0);
  }

  /** The largest slope along a coordinate that is free to move. */
  double freeSlope(double[] point, Evaluation evaluation) {
    double largest = 0;
    for (int i = 0; i < point.length; i++) {
      if (!isHeld(point, evaluation, i)) {
        largest = Math.max(largest, Math.abs(evaluation.gradient(i)));
      }
    }
    return largest;
  }
}
