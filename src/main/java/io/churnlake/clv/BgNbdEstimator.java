package io.churnlake.clv;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Fits {@link BgNbd} by maximum likelihood, whatever the data. */
final class BgNbdEstimator {
  static final List<String> NAMES = List.of("r", "alpha", "a", "b");

  /** Limits of the shapes, and of alpha in multiples of the mean observation time. */
  private static final double LIMIT = 1e5;

  private BgNbdEstimator() {}

  /**
   * Fits the model.
   *
   * <p>Time enters as a multiple of the mean observation time, so that starts, limits and
   * tolerances are the same whatever the unit.
   *
   * @param likelihood over blocks of {@link BgNbdBlock} with the same unit
   * @param unitDays days in a model unit
   */
  static Fit<BgNbd> fit(WeightedLikelihood likelihood, double unitDays) {
    List<Double> moments = likelihood.moments();
    double customers = moments.get(0);
    double occasions = moments.get(1);
    double days = moments.get(2);
    double scale = (days > 0 ? days / customers : 1) / unitDays;
    if (occasions == 0) {
      return withoutRepeatBuyers(likelihood, customers, scale);
    }
    double logScale = Math.log(scale);
    Objective objective = points -> negativeMeans(likelihood.at(points), customers);
    Box box =
        new Box(
            new double[] {
              -Math.log(LIMIT), logScale - Math.log(LIMIT), -Math.log(LIMIT), -Math.log(LIMIT)
            },
            new double[] {
              Math.log(LIMIT), logScale + Math.log(LIMIT), Math.log(LIMIT), Math.log(LIMIT)
            });
    Maximum maximum =
        MaximumLikelihood.find(objective, starts(occasions / customers, scale), box, customers);
    return maximum.fit(BgNbd.ofLogs(maximum.point()), NAMES, Math.round(customers));
  }

  /** A grid of heterogeneity and dropout around the observed purchase rate. */
  private static List<double[]> starts(double meanOccasions, double scale) {
    double[][] dropouts = {{0.8, 2.5}, {0.1, 2.5}, {1, 20}};
    List<double[]> result = new ArrayList<>();
    for (double r : new double[] {0.5, 0.2, 2}) {
      for (double[] dropout : dropouts) {
        double alpha = r * scale / meanOccasions;
        result.add(
            new double[] {
              Math.log(r), Math.log(alpha), Math.log(dropout[0]), Math.log(dropout[1])
            });
      }
    }
    return result;
  }

  /**
   * Nobody bought twice: the likelihood rises for ever as r falls, and says nothing about dropout.
   * With r at its limit the model expects next to no purchase of anybody, as it should.
   */
  private static Fit<BgNbd> withoutRepeatBuyers(
      WeightedLikelihood likelihood, double customers, double scale) {
    BgNbd model = new BgNbd(1 / LIMIT, scale, 1, 1);
    double[] point = {-Math.log(LIMIT), Math.log(scale), 0, 0};
    double value = likelihood.at(List.of(point)).get(0).value();
    List<Estimate> estimates =
        List.of(
            new Estimate("r", model.r(), Double.NaN),
            new Estimate("alpha", model.alpha(), Double.NaN),
            new Estimate("a", model.a(), Double.NaN),
            new Estimate("b", model.b(), Double.NaN));
    String note =
        customers == 0
            ? "there is no customer to fit"
            : "no customer bought twice; r is held at its lower limit, the others are conventions";
    return new Fit<>(
        model, estimates, Math.round(customers), value, 0, 1, false, 0, Optional.of(note));
  }

  static List<Evaluation> negativeMeans(List<Evaluation> totals, double customers) {
    return totals.stream().map(total -> total.scaled(-1 / customers)).toList();
  }
}
