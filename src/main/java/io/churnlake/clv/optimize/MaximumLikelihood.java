package io.churnlake.clv.optimize;

import io.churnlake.clv.math.SymmetricMatrix;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Finds the maximum of a log-likelihood: several starts, quasi-Newton from the best of them, a
 * simplex where that fails, Newton steps to the last digits, and the curvature for standard errors.
 *
 * <p>Everything is deterministic: the same sums give the same digits.
 */
public final class MaximumLikelihood {
  /** Slopes per customer in log-parameters: done searching, and not worth another Newton step. */
  private static final double SEARCH_TOLERANCE = 1e-7;

  private static final double POLISHED = 1e-12;
  private static final int MOST_ITERATIONS = 300;
  private static final int MOST_SIMPLEX_ITERATIONS = 1500;
  private static final int NEWTON_STEPS = 4;

  /** Newton's method is for the last digits only. */
  private static final double LONGEST_NEWTON_STEP = 0.05;

  /** Two searches that end this close, per customer, have found the same maximum. */
  private static final double SAME_VALUE = 1e-8;

  private final CountedObjective objective;
  private final Box box;
  private int iterations;

  private MaximumLikelihood(Objective objective, Box box) {
    this.objective = new CountedObjective(objective);
    this.box = box;
  }

  /**
   * Searches for the maximum.
   *
   * @param objective the negative log-likelihood a customer, in log-parameters
   * @param starts in order of preference where their values tie
   * @param weight customers
   */
  public static Maximum find(Objective objective, List<double[]> starts, Box box, double weight) {
    return new MaximumLikelihood(objective, box).search(starts, weight);
  }

  private Maximum search(List<double[]> starts, double weight) {
    List<double[]> ordered = bestFirst(starts);
    Descent best = descend(ordered.get(0));
    for (int i = 1; i < ordered.size(); i++) {
      Descent other = descend(ordered.get(i));
      boolean agree =
          Math.abs(best.evaluation().value() - other.evaluation().value()) <= SAME_VALUE;
      if (isBetter(other, best)) {
        best = other;
      }
      if (agree && best.slope() <= SEARCH_TOLERANCE) {
        // Two searches from different places have met.
        break;
      }
    }
    best = polish(best);
    boolean[] free = Maximum.free(best.point(), best.evaluation(), box);
    double[][] information = Maximum.hessian(objective, best.point(), free);
    return new Maximum(
        best,
        box,
        weight,
        information,
        iterations,
        objective.evaluations(),
        best.slope() <= SEARCH_TOLERANCE);
  }

  private List<double[]> bestFirst(List<double[]> starts) {
    List<Evaluation> evaluations = objective.at(starts.stream().map(box::clamp).toList());
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < starts.size(); i++) {
      order.add(i);
    }
    order.sort(Comparator.comparingDouble(i -> evaluations.get(i).value()));
    return order.stream().map(starts::get).toList();
  }

  private Descent descend(double[] start) {
    QuasiNewton quasiNewton = new QuasiNewton(objective, box, SEARCH_TOLERANCE, MOST_ITERATIONS);
    Descent first = quasiNewton.from(start);
    iterations += first.iterations();
    if (first.slope() <= SEARCH_TOLERANCE) {
      return first;
    }
    double[] from = first.evaluation().isFinite() ? first.point() : start;
    Descent simplex = new Simplex(objective, box, MOST_SIMPLEX_ITERATIONS).from(from);
    Descent second = quasiNewton.from(simplex.point());
    iterations += simplex.iterations() + second.iterations();
    Descent better = isBetter(second, simplex) ? second : simplex;
    return isBetter(first, better) ? first : better;
  }

  /** A lower value wins; values that are equal but for rounding leave it to the slope. */
  private static boolean isBetter(Descent left, Descent right) {
    if (!left.evaluation().isFinite() || !right.evaluation().isFinite()) {
      return left.evaluation().isFinite();
    }
    double difference = left.evaluation().value() - right.evaluation().value();
    return Math.abs(difference) <= SAME_VALUE ? left.slope() < right.slope() : difference < 0;
  }

  private Descent polish(Descent descent) {
    Descent best = descent;
    for (int step = 0; step < NEWTON_STEPS && best.slope() > POLISHED; step++) {
      Optional<Descent> next = newtonStep(best);
      if (next.isEmpty() || next.get().slope() >= best.slope()) {
        break;
      }
      best = next.get();
    }
    return best;
  }

  private Optional<Descent> newtonStep(Descent from) {
    double[] point = from.point();
    boolean[] free = Maximum.free(point, from.evaluation(), box);
    List<Integer> coordinates = Maximum.indexes(free);
    Optional<double[][]> inverse = SymmetricMatrix.inverse(Maximum.hessian(objective, point, free));
    if (coordinates.isEmpty() || inverse.isEmpty()) {
      return Optional.empty();
    }
    for (int i = 0; i < coordinates.size(); i++) {
      double move = 0;
      for (int j = 0; j < coordinates.size(); j++) {
        move -= inverse.get()[i][j] * from.evaluation().gradient(coordinates.get(j));
      }
      if (Math.abs(move) > LONGEST_NEWTON_STEP) {
        return Optional.empty();
      }
      point[coordinates.get(i)] += move;
    }
    double[] inside = box.clamp(point);
    Evaluation there = objective.at(inside);
    iterations++;
    return there.isFinite()
        ? Optional.of(new Descent(inside, there, 0, box.freeSlope(inside, there)))
        : Optional.empty();
  }
}
