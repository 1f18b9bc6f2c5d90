package io.churnlake.clv.model;

import io.churnlake.clv.math.CompensatedSum;
import io.churnlake.clv.optimize.Evaluation;
import java.util.List;
import java.util.function.BiConsumer;

/** Adds the sums of several blocks together, in the order of the blocks. */
public final class BlockSums {
  private BlockSums() {}

  /** The log-likelihood and gradient at each point. */
  public static List<Evaluation> evaluations(List<List<LikelihoodSums>> blocks) {
    return merged(blocks, LikelihoodSums::add).stream().map(LikelihoodSums::evaluation).toList();
  }

  /** The moments. */
  public static List<Double> values(List<List<CompensatedSum>> blocks) {
    return merged(blocks, CompensatedSum::add).stream().map(CompensatedSum::value).toList();
  }

  private static <T> List<T> merged(List<List<T>> blocks, BiConsumer<T, T> add) {
    List<T> total = blocks.get(0);
    for (List<T> block : blocks.subList(1, blocks.size())) {
      for (int i = 0; i < total.size(); i++) {
        add.accept(total.get(i), block.get(i));
      }
    }
    return total;
  }
}
