package io.churnlake.clv;

import java.util.List;

/** Counts the points at which an objective is evaluated. */
final class CountedObjective implements Objective {
  private final Objective objective;
  private int evaluations;

  CountedObjective(Objective objective) {
    this.objective = objective;
  }

  @Override
  public List<Evaluation> at(List<double[]> points) {
    evaluations += points.size();
    return objective.at(points);
  }

  int evaluations() {
    return evaluations;
  }
}
