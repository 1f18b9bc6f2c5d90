package io.churnlake.churn.model;

/** Coefficients as a learner gives them, in the form in which they are kept. Plain Java. */
final class Standardised {
  private Standardised() {}

  /**
   * A linear margin over standardised inputs.
   *
   * @param intercept at inputs of 0
   * @param coefficients log-odds per unit of each input
   * @param means of the inputs where they were learnt from
   * @param deviations their standard deviations
   */
  static LinearMargin of(
      double intercept, double[] coefficients, double[] means, double[] deviations) {
    double atMeans = intercept;
    double[] standard = new double[coefficients.length];
    for (int i = 0; i < coefficients.length; i++) {
      atMeans += coefficients[i] * means[i];
      standard[i] = coefficients[i] * deviations[i];
    }
    return new LinearMargin(atMeans, standard, means, deviations);
  }

  /**
   * The log-odds of a leaf, half a customer added to each class so that they are finite.
   *
   * @param statistics its rows, and the sum of their labels
   */
  static double logOdds(double[] statistics) {
    return Math.log((statistics[1] + 0.5) / (statistics[0] - statistics[1] + 0.5));
  }
}
