package io.churnlake.clv;

/** The value and the gradient of a function at one point. */
final class Evaluation {
  private final double value;
  private final double[] gradient;

  Evaluation(double value, double[] gradient) {
    this.value = value;
    this.gradient = gradient;
  }

  double value() {
    return value;
  }

  double gradient(int i) {
    return gradient[i];
  }

  int dimension() {
    return gradient.length;
  }

  boolean isFinite() {
    boolean finite = Double.isFinite(value);
    for (double g : gradient) {
      finite &= Double.isFinite(g);
    }
    return finite;
  }

  Evaluation scaled(double factor) {
    double[] result = gradient.clone();
    for (int i = 0; i < result.length; i++) {
      result[i] *= factor;
    }
    return new Evaluation(value * factor, result);
  }
}
