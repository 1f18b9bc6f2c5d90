package io.churnlake.clv.optimize;

import java.util.List;

/** Counts the points at which an objective is evaluated. */
public final class CountedObjective implements Objective {
  private final Objective objective;
  private int evaluations;

  public CountedObjective(Objective objective) {
    this.objective = objective;
  }

  @Override
  public List<Evaluation> at(List<double[]> points) {
    evaluations += points.size();
    return objective.at(points);
  }

  public int evaluations() {
    return evaluations;
  }
}
