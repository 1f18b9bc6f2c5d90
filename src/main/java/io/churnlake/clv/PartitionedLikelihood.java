package io.churnlake.clv;

import io.churnlake.clv.model.BlockSums;
import io.churnlake.clv.model.LikelihoodBlock;
import io.churnlake.clv.model.WeightedLikelihood;
import io.churnlake.clv.optimize.Evaluation;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;

/**
 * A likelihood over blocks that lie in Spark's partitions. An evaluation is one job: each partition
 * sends its sums, and the driver adds them in the order of the partitions, whichever came first.
 */
final class PartitionedLikelihood implements WeightedLikelihood {
  private final LikelihoodBlock empty;
  private final JavaRDD<LikelihoodBlock> blocks;

  /**
   * Takes persisted blocks.
   *
   * @param empty a block without rows: where the sums start, also when there is no partition
   */
  PartitionedLikelihood(LikelihoodBlock empty, JavaRDD<LikelihoodBlock> blocks) {
    this.empty = empty;
    this.blocks = blocks;
  }

  @Override
  public List<Evaluation> at(List<double[]> logParameters) {
    ArrayList<double[]> points = new ArrayList<>(logParameters);
    return BlockSums.evaluations(
        startingWith(empty.sums(points), blocks.map(block -> block.sums(points)).collect()));
  }

  @Override
  public List<Double> moments() {
    return BlockSums.values(
        startingWith(empty.moments(), blocks.map(LikelihoodBlock::moments).collect()));
  }

  private static <T> List<T> startingWith(T first, List<T> others) {
    List<T> result = new ArrayList<>();
    result.add(first);
    result.addAll(others);
    return result;
  }
}
