package io.churnlake.clv.model;

import io.churnlake.clv.optimize.Box;
import io.churnlake.clv.optimize.Coordinate;
import io.churnlake.clv.optimize.Estimate;
import io.churnlake.clv.optimize.Fit;
import io.churnlake.clv.optimize.Maximum;
import io.churnlake.clv.optimize.MaximumLikelihood;
import io.churnlake.clv.optimize.Objective;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Fits {@link ShiftedBetaGeometric} by maximum likelihood, whatever the data. */
public final class ShiftedBetaGeometricEstimator {
  private static final List<Coordinate> COORDINATES =
      List.of(Coordinate.logarithm("alpha"), Coordinate.logarithm("beta"));

  private static final double LIMIT = 1e5;

  /** alpha + beta where only first renewals are known, which say nothing about it. */
  private static final double CONVENTIONAL_SUM = 2;

  private ShiftedBetaGeometricEstimator() {}

  /**
   * Fits the model.
   *
   * @param likelihood over blocks of {@link ContractBlock}
   */
  public static Fit<ShiftedBetaGeometric> fit(WeightedLikelihood likelihood) {
    List<Double> moments = likelihood.moments();
    double customers = moments.get(0);
    double cancelled = moments.get(1);
    double decisions = moments.get(2);
    double later = moments.get(3);
    if (customers == 0) {
      return held(likelihood, 0, 1, 1, "there is no customer to fit");
    }
    if (decisions == 0) {
      return held(likelihood, customers, 1, 1, "no contract has come up for renewal");
    }
    if (cancelled == 0) {
      return held(
          likelihood,
          customers,
          1 / LIMIT,
          1,
          "nobody cancelled; alpha is held at its lower limit, beta is a convention");
    }
    if (cancelled == decisions) {
      return held(
          likelihood,
          customers,
          1,
          1 / LIMIT,
          "everybody cancelled at the first renewal; beta is held at its lower limit, alpha is a"
              + " convention");
    }
    double share = cancelled / decisions;
    if (later == 0) {
      return held(
          likelihood,
          customers,
          share * CONVENTIONAL_SUM,
          (1 - share) * CONVENTIONAL_SUM,
          "only first renewals are known; they determine alpha / beta, and alpha + beta = 2 is a"
              + " convention");
    }
    Objective objective =
        points -> PurchaseEstimator.negativeMeans(likelihood.at(points), customers);
    double limit = Math.log(LIMIT);
    Box box = new Box(new double[] {-limit, -limit}, new double[] {limit, limit});
    Maximum maximum = MaximumLikelihood.find(objective, starts(share), box, customers);
    return maximum.fit(
        ShiftedBetaGeometric.ofLogs(maximum.point()), COORDINATES, Math.round(customers));
  }

  /** Around the share of renewals that were refused, from much to little heterogeneity. */
  private static List<double[]> starts(double share) {
    List<double[]> result = new ArrayList<>();
    for (double sum : new double[] {2, 0.5, 20}) {
      result.add(new double[] {Math.log(share * sum), Math.log((1 - share) * sum)});
    }
    return result;
  }

  /** What the data do not determine, held at limits or conventions. */
  private static Fit<ShiftedBetaGeometric> held(
      WeightedLikelihood likelihood, double customers, double alpha, double beta, String note) {
    double[] point = {Math.log(alpha), Math.log(beta)};
    return new Fit<>(
        new ShiftedBetaGeometric(alpha, beta),
        List.of(new Estimate("alpha", alpha, Double.NaN), new Estimate("beta", beta, Double.NaN)),
        List.of(point[0], point[1]),
        List.of(),
        Math.round(customers),
        likelihood.at(List.of(point)).get(0).value(),
        0,
        1,
        false,
        0,
        Optional.of(note));
  }
}
