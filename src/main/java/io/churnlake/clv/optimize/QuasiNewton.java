package io.churnlake.clv.optimize;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Minimises a smooth function of a few variables in a box: BFGS with a line search that meets the
 * weak Wolfe conditions by bisection, coordinates pressed against a limit being held there.
 *
 * <p>Source: Nocedal, Wright (2006), Numerical Optimization, chapters 3 and 6. Coordinates are
 * meant to be logarithms of parameters, which is what the longest step is sized for.
 */
public final class QuasiNewton {
  private static final double SUFFICIENT_DECREASE = 1e-4;
  private static final double CURVATURE = 0.9;

  /** The longest first trial of a line search: parameters change by a factor of e squared. */
  private static final double LONGEST_STEP = 2;

  private static final int LINE_SEARCH_TRIALS = 40;

  /** Differences of the value below this share of it are rounding. */
  private static final double VALUE_NOISE = 1e-14;

  private final Objective objective;
  private final Box box;
  private final double tolerance;
  private final int mostIterations;

  /**
   * Sets up a search.
   *
   * @param tolerance the slope along free coordinates at which the search is done
   */
  public QuasiNewton(Objective objective, Box box, double tolerance, int mostIterations) {
    this.objective = objective;
    this.box = box;
    this.tolerance = tolerance;
    this.mostIterations = mostIterations;
  }

  /** Searches from a start; the result's slope tells whether it arrived. */
  public Descent from(double[] start) {
    int n = box.dimension();
    double[] point = box.clamp(start);
    Evaluation here = objective.at(point);
    if (!here.isFinite()) {
      return new Descent(point, here, 0, Double.POSITIVE_INFINITY);
    }
    double[][] inverse = identity(n);
    boolean fresh = true;
    boolean[] held = held(point, here);
    int iterations = 0;
    while (iterations < mostIterations && box.freeSlope(point, here) > tolerance) {
      boolean[] heldNow = held(point, here);
      if (!Arrays.equals(held, heldNow)) {
        held = heldNow;
        inverse = identity(n);
        fresh = true;
      }
      double[] direction = direction(inverse, here, held);
      if (fresh || slopeAlong(here, direction) >= 0) {
        inverse = identity(n);
        direction = direction(inverse, here, held);
        fresh = true;
      }
      shorten(direction, fresh ? 0.5 : LONGEST_STEP);
      Descent next = lineSearch(point, here, direction);
      if (next == null) {
        if (fresh) {
          break;
        }
        // The curvature learned so far may mislead; try once along the gradient.
        fresh = true;
        inverse = identity(n);
        continue;
      }
      iterations++;
      fresh = !learn(inverse, fresh, point, here, next);
      point = next.point();
      here = next.evaluation();
    }
    return new Descent(point, here, iterations, box.freeSlope(point, here));
  }

  private @Nullable Descent lineSearch(double[] point, Evaluation here, double[] direction) {
    double low = 0;
    double high = Double.POSITIVE_INFINITY;
    double step = 1;
    double along = slopeAlong(here, direction);
    double noise = VALUE_NOISE * Math.abs(here.value());
    Descent acceptable = null;
    for (int trial = 0; trial < LINE_SEARCH_TRIALS; trial++) {
      double[] target = box.clamp(moved(point, direction, step));
      if (Arrays.equals(target, point)) {
        break;
      }
      Evaluation there = objective.at(target);
      double[] taken = difference(target, point);
      boolean decreases =
          there.isFinite()
              && there.value()
                  <= here.value() + SUFFICIENT_DECREASE * slopeAlong(here, taken) + noise;
      if (!decreases) {
        high = step;
      } else {
        acceptable = new Descent(target, there, 0, 0);
        boolean flatEnough = slopeAlong(there, direction) >= CURVATURE * along;
        boolean clipped = !Arrays.equals(target, moved(point, direction, step));
        if (flatEnough || clipped) {
          return acceptable;
        }
        low = step;
      }
      step = Double.isInfinite(high) ? 2 * low : (low + high) / 2;
    }
    return acceptable;
  }

  /** The BFGS update of the inverse Hessian; false if this step taught nothing about it. */
  private static boolean learn(
      double[][] inverse, boolean fresh, double[] point, Evaluation here, Descent next) {
    int n = point.length;
    double[] s = difference(next.point(), point);
    double[] y = new double[n];
    for (int i = 0; i < n; i++) {
      y[i] = next.evaluation().gradient(i) - here.gradient(i);
    }
    double sy = dot(s, y);
    if (sy <= 1e-12 * Math.sqrt(dot(s, s) * dot(y, y))) {
      return false;
    }
    if (fresh) {
      double scale = sy / dot(y, y);
      for (int i = 0; i < n; i++) {
        inverse[i][i] = scale;
      }
    }
    double[] hy = new double[n];
    for (int i = 0; i < n; i++) {
      hy[i] = dot(inverse[i], y);
    }
    double factor = (1 + dot(y, hy) / sy) / sy;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        inverse[i][j] += factor * s[i] * s[j] - (hy[i] * s[j] + s[i] * hy[j]) / sy;
      }
    }
    return true;
  }

  private boolean[] held(double[] point, Evaluation here) {
    boolean[] result = new boolean[point.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = box.isHeld(point, here, i);
    }
    return result;
  }

  private static double[] direction(double[][] inverse, Evaluation here, boolean[] held) {
    int n = held.length;
    double[] result = new double[n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        if (!held[i] && !held[j]) {
          result[i] -= inverse[i][j] * here.gradient(j);
        }
      }
    }
    return result;
  }

  private static void shorten(double[] direction, double longest) {
    double largest = 0;
    for (double d : direction) {
      largest = Math.max(largest, Math.abs(d));
    }
    if (largest > longest) {
      for (int i = 0; i < direction.length; i++) {
        direction[i] *= longest / largest;
      }
    }
  }

  private static double[] moved(double[] point, double[] direction, double step) {
    double[] result = point.clone();
    for (int i = 0; i < result.length; i++) {
      result[i] += step * direction[i];
    }
    return result;
  }

  private static double[] difference(double[] left, double[] right) {
    return moved(left, right, -1);
  }

  private static double slopeAlong(Evaluation evaluation, double[] direction) {
    double sum = 0;
    for (int i = 0; i < direction.length; i++) {
      sum += evaluation.gradient(i) * direction[i];
    }
    return sum;
  }

  private static double dot(double[] left, double[] right) {
    double sum = 0;
    for (int i = 0; i < left.length; i++) {
      sum += left[i] * right[i];
    }
    return sum;
  }

  private static double[][] identity(int n) {
    double[][] result = new double[n][n];
    for (int i = 0; i < n; i++) {
      result[i][i] = 1;
    }
    return result;
  }
}
