package io.churnlake.clv;

import java.util.List;

/** A log-likelihood over all weighted rows, wherever they are. */
interface WeightedLikelihood {

  /** Log-likelihood and gradient at each point (natural logarithms of the parameters). */
  List<Evaluation> at(List<double[]> logParameters);

  /** The moments of all rows; see {@link LikelihoodBlock#moments()}. */
  List<Double> moments();

  /** The likelihood over blocks held in this process. */
  static WeightedLikelihood over(List<? extends LikelihoodBlock> blocks) {
    return new WeightedLikelihood() {
      @Override
      public List<Evaluation> at(List<double[]> logParameters) {
        return BlockSums.evaluations(blocks.stream().map(b -> b.sums(logParameters)).toList());
      }

      @Override
      public List<Double> moments() {
        return BlockSums.values(blocks.stream().map(LikelihoodBlock::moments).toList());
      }
    };
  }
}
