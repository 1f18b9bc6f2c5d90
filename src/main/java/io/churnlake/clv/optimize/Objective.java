package io.churnlake.clv.optimize;

import java.util.List;

/**
 * A function to be minimised, with its gradient; several points at once, because a point may cost a
 * pass over a cluster and a pass serves many points for the price of one.
 */
public interface Objective {
  List<Evaluation> at(List<double[]> points);

  default Evaluation at(double[] point) {
    return at(List.of(point)).get(0);
  }
}
