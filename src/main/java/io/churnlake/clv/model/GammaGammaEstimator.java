package io.churnlake.clv.model;

import io.churnlake.clv.optimize.Box;
import io.churnlake.clv.optimize.Coordinate;
import io.churnlake.clv.optimize.Estimate;
import io.churnlake.clv.optimize.Evaluation;
import io.churnlake.clv.optimize.Fit;
import io.churnlake.clv.optimize.Maximum;
import io.churnlake.clv.optimize.MaximumLikelihood;
import io.churnlake.clv.optimize.Objective;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/** Fits {@link GammaGamma} by maximum likelihood, whatever the data. */
public final class GammaGammaEstimator {
  private static final List<Coordinate> COORDINATES =
      List.of(Coordinate.logarithm("p"), Coordinate.logarithm("q"), Coordinate.logarithm("v"));

  /** Limits of the shapes, and of v in multiples of the mean spend. */
  private static final double LIMIT = 1e5;

  /** q - 1 stays above this where the population's mean is pinned. */
  private static final double LEAST_EXCESS = 1e-3;

  /** A fitted population mean beyond so many sample means is an artefact of q near 1. */
  private static final double WILD_MEAN = 10;

  private static final double LEAST_SPEND = 1e-9;

  private GammaGammaEstimator() {}

  /**
   * Fits the model.
   *
   * @param likelihood over blocks of {@link GammaGammaBlock}
   * @param meanOccasionRevenue what the population's mean spend is taken to be when no repeat
   *     purchase shows it; asked for only then
   */
  public static Fit<GammaGamma> fit(
      WeightedLikelihood likelihood, DoubleSupplier meanOccasionRevenue) {
    List<Double> moments = likelihood.moments();
    double customers = moments.get(0);
    if (customers == 0) {
      return withoutRepeatSpend(Math.max(meanOccasionRevenue.getAsDouble(), LEAST_SPEND));
    }
    double mean = moments.get(1) / customers;
    double logMean = Math.log(mean);
    double limit = Math.log(LIMIT);
    Objective objective =
        points -> PurchaseEstimator.negativeMeans(likelihood.at(points), customers);
    Box box =
        new Box(
            new double[] {-limit, -limit, logMean - limit},
            new double[] {limit, limit, logMean + limit});
    Maximum maximum = MaximumLikelihood.find(objective, starts(mean), box, customers);
    GammaGamma model = GammaGamma.ofLogs(maximum.point());
    Fit<GammaGamma> fit = maximum.fit(model, COORDINATES, Math.round(customers));
    return model.populationMeanSpend() <= WILD_MEAN * mean
        ? fit
        : withPinnedMean(objective, mean, customers, fit);
  }

  private static List<double[]> starts(double mean) {
    List<double[]> result = new ArrayList<>();
    for (double p : new double[] {4, 1, 20}) {
      for (double q : new double[] {3, 1.5, 10}) {
        result.add(new double[] {Math.log(p), Math.log(q), Math.log(mean * (q - 1) / p)});
      }
    }
    return result;
  }

  /**
   * The maximum among the models whose population mean v p / (q - 1) is the sample's: for spend
   * with so heavy a tail that the free maximum has an infinite mean or nearly so.
   */
  private static Fit<GammaGamma> withPinnedMean(
      Objective free, double mean, double customers, Fit<GammaGamma> wild) {
    Objective pinned =
        points -> {
          List<Evaluation> full = free.at(points.stream().map(c -> unpinned(c, mean)).toList());
          List<Evaluation> result = new ArrayList<>();
          for (int i = 0; i < full.size(); i++) {
            Evaluation e = full.get(i);
            double excess = Math.exp(points.get(i)[1]);
            result.add(
                new Evaluation(
                    e.value(),
                    new double[] {
                      e.gradient(0) - e.gradient(2),
                      e.gradient(1) * excess / (1 + excess) + e.gradient(2)
                    }));
          }
          return result;
        };
    Box box =
        new Box(
            new double[] {-Math.log(LIMIT), Math.log(LEAST_EXCESS)},
            new double[] {Math.log(LIMIT), Math.log(LIMIT)});
    List<double[]> starts = new ArrayList<>();
    for (double p : new double[] {1, 4, 0.3}) {
      for (double excess : new double[] {0.5, 0.05}) {
        starts.add(new double[] {Math.log(p), Math.log(excess)});
      }
    }
    Maximum maximum = MaximumLikelihood.find(pinned, starts, box, customers);
    GammaGamma model = GammaGamma.ofLogs(unpinned(maximum.point(), mean));
    Fit<GammaGamma> fit =
        maximum.fit(
            model,
            List.of(Coordinate.logarithm("p"), Coordinate.logarithm("q - 1")),
            Math.round(customers));
    double errorP = fit.estimates().get(0).standardError();
    double errorQ = fit.estimates().get(1).standardError();
    String note =
        "the spend's tail is too heavy for a finite population mean (free maximum at q = "
            + wild.model().q()
            + "); it is pinned to the sample's mean spend";
    return new Fit<>(
        model,
        List.of(
            new Estimate("p", model.p(), errorP),
            new Estimate("q", model.q(), errorQ),
            new Estimate("v", model.v(), Double.NaN)),
        logs(model),
        List.of(),
        fit.customers(),
        fit.logLikelihood(),
        wild.iterations() + fit.iterations(),
        wild.evaluations() + fit.evaluations(),
        fit.converged(),
        fit.gradientNorm(),
        Optional.of(fit.note().map(more -> note + "; " + more).orElse(note)));
  }

  /** (ln p, ln(q - 1)) to (ln p, ln q, ln v) with v p / (q - 1) = mean. */
  private static double[] unpinned(double[] point, double mean) {
    return new double[] {
      point[0], Math.log1p(Math.exp(point[1])), Math.log(mean) + point[1] - point[0]
    };
  }

  /** No repeat purchase has an amount: every customer is given the same mean spend. */
  private static Fit<GammaGamma> withoutRepeatSpend(double mean) {
    GammaGamma model = new GammaGamma(1, 2, mean);
    List<Estimate> estimates =
        List.of(
            new Estimate("p", model.p(), Double.NaN),
            new Estimate("q", model.q(), Double.NaN),
            new Estimate("v", model.v(), Double.NaN));
    return new Fit<>(
        model,
        estimates,
        logs(model),
        List.of(),
        0,
        0,
        0,
        0,
        false,
        0,
        Optional.of(
            "no repeat purchase has an amount above 0; mean spend is that of all occasions"));
  }

  private static List<Double> logs(GammaGamma model) {
    return List.of(Math.log(model.p()), Math.log(model.q()), Math.log(model.v()));
  }
}
