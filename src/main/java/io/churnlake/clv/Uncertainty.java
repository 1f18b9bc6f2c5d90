package io.churnlake.clv;

import io.churnlake.quality.Wilson;

/** 95 % intervals from draws of the parameters and from chance. */
final class Uncertainty {
  /** A factor of 55 between a draw and the expectation. */
  private static final double FURTHEST = 4;

  private Uncertainty() {}

  /** The standard error that so many draws imply, which lie in the array from an index on. */
  static double ofDraws(double[] values, int from, int draws, double mean) {
    double squares = 0;
    for (int i = from; i < from + draws; i++) {
      squares += (values[i] - mean) * (values[i] - mean);
    }
    return draws == 0 ? 0 : Math.sqrt(squares / draws);
  }

  /**
   * The 95 % interval of an expectation, normal on the logarithmic scale, with the spread of the
   * draws' logarithms around it.
   */
  static double[] bounds(double mean, double[] values, int from, int draws) {
    double squares = 0;
    for (int i = from; i < from + draws; i++) {
      double away = Math.log(values[i] / mean);
      // A draw of 0, or of what rounds to it, is far below and no more than that.
      double kept = Double.isNaN(away) ? -FURTHEST : Math.min(FURTHEST, Math.max(-FURTHEST, away));
      squares += kept * kept;
    }
    double factor = mean == 0 ? 1 : Math.exp(Wilson.Z * Math.sqrt(squares / draws));
    return new double[] {
      Math.min(mean / factor, mean * factor), Math.max(mean / factor, mean * factor)
    };
  }

  /** Half the width of a predictive interval of a sum over many customers. */
  static double spread(double error, double variance) {
    return Wilson.Z * Math.sqrt(error * error + variance);
  }
}
