package io.churnlake.clv.optimize;

/** The value and the gradient of a function at one point. */
public final class Evaluation {
  private final double value;
  private final double[] gradient;

  public Evaluation(double value, double[] gradient) {
    this.value = value;
    this.gradient = gradient;
  }

  public double value() {
    return value;
  }

  public double gradient(int i) {
    return gradient[i];
  }

  public int dimension() {
    return gradient.length;
  }

  public boolean isFinite() {
    boolean finite = Double.isFinite(value);
    for (double g : gradient) {
      finite &= Double.isFinite(g);
    }
    return finite;
  }

  public Evaluation scaled(double factor) {
    double[] result = gradient.clone();
    for (int i = 0; i < result.length; i++) {
      result[i] *= factor;
    }
    return new Evaluation(value * factor, result);
  }
}
