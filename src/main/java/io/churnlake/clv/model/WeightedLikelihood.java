package io.churnlake.clv.model;

import io.churnlake.clv.optimize.Evaluation;
import java.util.List;

/** A log-likelihood over all weighted rows, wherever they are. */
public interface WeightedLikelihood {

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

  /** Rows a thread takes at a time. */
  int PIECE = 1 << 12;

  /** The same on all cores; the sums are added in the order of the blocks, whichever came first. */
  static WeightedLikelihood parallel(List<? extends LikelihoodBlock> blocks) {
    if (blocks.size() < 2) {
      return over(blocks);
    }
    return new WeightedLikelihood() {
      @Override
      public List<Evaluation> at(List<double[]> logParameters) {
        return BlockSums.evaluations(
            blocks.parallelStream().map(b -> b.sums(logParameters)).toList());
      }

      @Override
      public List<Double> moments() {
        return BlockSums.values(blocks.stream().map(LikelihoodBlock::moments).toList());
      }
    };
  }
}
