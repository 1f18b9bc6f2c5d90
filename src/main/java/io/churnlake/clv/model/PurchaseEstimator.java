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
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Fits any {@link PurchaseFamily} by maximum likelihood, whatever the data. */
public final class PurchaseEstimator {
  /** Limits of the shapes, and of times in multiples of the mean observation time. */
  static final double LIMIT = 1e5;

  /** Limits of a covariate's coefficient: a factor of 150 between groups. */
  private static final double COEFFICIENT_LIMIT = 5;

  private final PurchaseFamily family;
  private final Design design;
  private final double unitDays;

  /**
   * An estimator.
   *
   * @param design covariates of the rows' groups, or {@link Design#NONE}
   * @param unitDays days in a model unit
   */
  public PurchaseEstimator(PurchaseFamily family, Design design, double unitDays) {
    Parameters.requirePositive("unitDays", unitDays);
    this.family = family;
    this.design = design;
    this.unitDays = unitDays;
  }

  /** Fits to rows held in this process, on all its cores. */
  public Fit<GroupedModel> fit(PurchaseRows rows, double logGapDays) {
    return fit(
        WeightedLikelihood.parallel(
            rows.pieces(WeightedLikelihood.PIECE).stream()
                .map(piece -> piece.likelihood(family, design, unitDays))
                .toList()),
        logGapDays);
  }

  /**
   * Fits the model.
   *
   * <p>Time enters as a multiple of the mean observation time, so that starts, limits and
   * tolerances are the same whatever the unit.
   *
   * @param likelihood over {@link PurchaseRows#likelihood} of the same family, design and unit
   * @param logGapDays see {@link PurchaseMoments}; NaN if not known
   */
  public Fit<GroupedModel> fit(WeightedLikelihood likelihood, double logGapDays) {
    List<Double> sums = likelihood.moments();
    PurchaseMoments moments =
        new PurchaseMoments(sums.get(0), sums.get(1), sums.get(2), sums.get(3), logGapDays);
    double customers = moments.customers();
    double scale = (moments.days() > 0 ? moments.days() / customers : 1) / unitDays;
    if (moments.occasions() == 0) {
      return withoutRepeatBuyers(likelihood, customers, scale);
    }
    Objective objective = points -> negativeMeans(likelihood.at(points), customers);
    List<double[]> starts =
        family.starts(moments.occasions() / customers).stream()
            .map(start -> point(start, scale))
            .toList();
    Maximum maximum = MaximumLikelihood.find(objective, starts, box(scale), customers);
    return maximum
        .fit(model(maximum.point()), coordinates(), Math.round(customers))
        .plusLogLikelihood(family.logLikelihoodConstant(moments, unitDays));
  }

  private GroupedModel model(double[] point) {
    return new GroupedModel(family, design, Arrays.stream(point).boxed().toList());
  }

  /** A start in multiples of the mean observation time as a point, coefficients at 0. */
  private double[] point(double[] scaled, double scale) {
    double[] result = Arrays.copyOf(scaled, GroupedModel.dimension(family, design));
    for (int time : family.times()) {
      result[time] += Math.log(scale);
    }
    return result;
  }

  private Box box(double scale) {
    int dimension = GroupedModel.dimension(family, design);
    double[] lower = new double[dimension];
    double[] upper = new double[dimension];
    Arrays.fill(lower, -COEFFICIENT_LIMIT);
    Arrays.fill(upper, COEFFICIENT_LIMIT);
    int base = family.parameterNames().size();
    Arrays.fill(lower, 0, base, -Math.log(LIMIT));
    Arrays.fill(upper, 0, base, Math.log(LIMIT));
    for (int time : family.times()) {
      lower[time] += Math.log(scale);
      upper[time] += Math.log(scale);
    }
    return new Box(lower, upper);
  }

  private List<Coordinate> coordinates() {
    List<Coordinate> result = new ArrayList<>();
    family.parameterNames().forEach(name -> result.add(Coordinate.logarithm(name)));
    GroupedModel.coefficientNames(family, design)
        .forEach(name -> result.add(Coordinate.identity(name)));
    return result;
  }

  /**
   * Nobody bought twice: the likelihood rises for ever as the purchase rate falls, and says nothing
   * about dropout. With the rate's shape at its limit the model expects next to no purchase of
   * anybody, as it should.
   */
  private Fit<GroupedModel> withoutRepeatBuyers(
      WeightedLikelihood likelihood, double customers, double scale) {
    double[] point = point(family.withoutRepeatBuyers(), scale);
    List<Estimate> estimates = new ArrayList<>();
    for (int i = 0; i < point.length; i++) {
      Coordinate coordinate = coordinates().get(i);
      estimates.add(new Estimate(coordinate.name(), coordinate.value(point[i]), Double.NaN));
    }
    String note =
        customers == 0
            ? "there is no customer to fit"
            : "no customer bought twice; "
                + family.parameterNames().get(0)
                + " is held at its lower limit, the others are conventions";
    return new Fit<>(
        model(point),
        estimates,
        Arrays.stream(point).boxed().toList(),
        List.of(),
        Math.round(customers),
        likelihood.at(List.of(point)).get(0).value(),
        0,
        1,
        false,
        0,
        Optional.of(note));
  }

  static List<Evaluation> negativeMeans(List<Evaluation> totals, double customers) {
    return totals.stream().map(total -> total.scaled(-1 / customers)).toList();
  }
}
