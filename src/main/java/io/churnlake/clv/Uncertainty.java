package io.churnlake.clv;

/** 95 % intervals from draws of the parameters and from chance. */
final class Uncertainty {
  private static final double Z = 1.959963984540054;

  private Uncertainty() {}

  /** The standard error that so many draws imply, which lie in the array from an index on. */
  static double ofDraws(double[] values, int from, int draws, double mean) {
    double squares = 0;
    for (int i = from; i < from + draws; i++) {
      squares += (values[i] - mean) * (values[i] - mean);
    }
    return draws == 0 ? 0 : Math.sqrt(squares / draws);
  }

  /** The interval of an expectation, normal on the logarithmic scale of its size. */
  static double[] bounds(double mean, double error) {
    double factor = mean == 0 ? 1 : Math.exp(Z * error / Math.abs(mean));
    double near = mean / factor;
    double far = Double.isInfinite(factor) ? mean : mean * factor;
    return new double[] {Math.min(near, far), Math.max(near, far)};
  }

  /** Half the width of a predictive interval of a sum over many customers. */
  static double spread(double error, double variance) {
    return Z * Math.sqrt(error * error + variance);
  }
}
