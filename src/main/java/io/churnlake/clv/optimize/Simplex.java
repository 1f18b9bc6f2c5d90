package io.churnlake.clv.optimize;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Minimises a function of a few variables without its gradient, in a box: the simplex method of
 * Nelder and Mead (1965). Slow, and hard to lead astray: what is used where quasi-Newton fails.
 */
public final class Simplex {
  private static final double FIRST_EDGE = 0.5;
  private static final double VALUE_TOLERANCE = 1e-13;
  private static final double EDGE_TOLERANCE = 1e-4;

  private static final class Corner {
    private final double[] point;
    private final Evaluation evaluation;

    Corner(double[] point, Evaluation evaluation) {
      this.point = point;
      this.evaluation = evaluation;
    }

    double[] point() {
      return point;
    }

    Evaluation evaluation() {
      return evaluation;
    }

    double value() {
      double value = evaluation.value();
      return Double.isNaN(value) ? Double.POSITIVE_INFINITY : value;
    }
  }

  private final Objective objective;
  private final Box box;
  private final int mostIterations;

  public Simplex(Objective objective, Box box, int mostIterations) {
    this.objective = objective;
    this.box = box;
    this.mostIterations = mostIterations;
  }

  public Descent from(double[] start) {
    List<Corner> corners = firstCorners(start);
    Comparator<Corner> byValue = Comparator.comparingDouble(Corner::value);
    corners.sort(byValue);
    int n = box.dimension();
    int iterations = 0;
    while (iterations < mostIterations && !isSmall(corners)) {
      iterations++;
      Corner worst = corners.get(n);
      double[] centre = centre(corners.subList(0, n));
      Corner reflected = corner(between(centre, worst.point(), -1));
      if (reflected.value() < corners.get(0).value()) {
        Corner expanded = corner(between(centre, worst.point(), -2));
        corners.set(n, expanded.value() < reflected.value() ? expanded : reflected);
      } else if (reflected.value() < corners.get(n - 1).value()) {
        corners.set(n, reflected);
      } else {
        boolean outside = reflected.value() < worst.value();
        Corner contracted = corner(between(centre, worst.point(), outside ? -0.5 : 0.5));
        if (contracted.value() < Math.min(reflected.value(), worst.value())) {
          corners.set(n, contracted);
        } else {
          shrink(corners);
        }
      }
      corners.sort(byValue);
    }
    Corner best = corners.get(0);
    double slope =
        best.evaluation().isFinite()
            ? box.freeSlope(best.point(), best.evaluation())
            : Double.POSITIVE_INFINITY;
    return new Descent(best.point(), best.evaluation(), iterations, slope);
  }

  private List<Corner> firstCorners(double[] start) {
    double[] origin = box.clamp(start);
    List<double[]> points = new ArrayList<>();
    points.add(origin);
    for (int i = 0; i < origin.length; i++) {
      double[] point = origin.clone();
      point[i] += FIRST_EDGE;
      if (box.isAtUpper(point, i)) {
        point[i] = origin[i] - FIRST_EDGE;
      }
      points.add(box.clamp(point));
    }
    return corners(points);
  }

  private void shrink(List<Corner> corners) {
    double[] best = corners.get(0).point();
    List<double[]> points = new ArrayList<>();
    for (Corner corner : corners.subList(1, corners.size())) {
      points.add(between(best, corner.point(), 0.5));
    }
    List<Corner> shrunk = corners(points);
    for (int i = 0; i < shrunk.size(); i++) {
      corners.set(i + 1, shrunk.get(i));
    }
  }

  private List<Corner> corners(List<double[]> points) {
    List<Evaluation> evaluations = objective.at(points);
    List<Corner> result = new ArrayList<>();
    for (int i = 0; i < points.size(); i++) {
      result.add(new Corner(points.get(i), evaluations.get(i)));
    }
    return result;
  }

  private Corner corner(double[] point) {
    double[] inside = box.clamp(point);
    return new Corner(inside, objective.at(inside));
  }

  private static double[] between(double[] from, double[] to, double share) {
    double[] result = from.clone();
    for (int i = 0; i < result.length; i++) {
      result[i] += share * (to[i] - from[i]);
    }
    return result;
  }

  private static double[] centre(List<Corner> corners) {
    double[] result = new double[corners.size()];
    for (Corner corner : corners) {
      for (int i = 0; i < result.length; i++) {
        result[i] += corner.point()[i] / corners.size();
      }
    }
    return result;
  }

  private static boolean isSmall(List<Corner> corners) {
    Corner best = corners.get(0);
    Corner worst = corners.get(corners.size() - 1);
    double edge = 0;
    for (Corner corner : corners) {
      for (int i = 0; i < best.point().length; i++) {
        edge = Math.max(edge, Math.abs(corner.point()[i] - best.point()[i]));
      }
    }
    return worst.value() - best.value() <= VALUE_TOLERANCE * (1 + Math.abs(best.value()))
        && edge <= EDGE_TOLERANCE;
  }
}
