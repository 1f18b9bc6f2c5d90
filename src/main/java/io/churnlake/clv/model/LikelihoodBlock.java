package io.churnlake.clv.model;

import io.churnlake.clv.math.CompensatedSum;
import java.io.Serializable;
import java.util.List;

/** Weighted rows of one partition as primitive arrays, and the sums a fit needs of them. */
public interface LikelihoodBlock extends Serializable {

  /**
   * Adds up log-likelihood and gradient over the rows, in the order in which they stand.
   *
   * @param logParameters the points: natural logarithms of the model's parameters
   * @return one sum a point
   */
  List<LikelihoodSums> sums(List<double[]> logParameters);

  /** Adds up what starting values and scales are made of; each model defines its entries. */
  List<CompensatedSum> moments();
}
