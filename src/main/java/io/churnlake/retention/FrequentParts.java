package io.churnlake.retention;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.desc;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.sum;

import io.churnlake.customer.Splits;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/** The parts of a split that are large enough to be shown; all others are one part. */
public final class FrequentParts {
  private static final String RANK = "rank";
  private static final String PART = "part";

  private FrequentParts() {}

  /**
   * The tally with the values of at most {@code most} parts a split; the others' is {@link
   * Splits#OTHER}. Those with the most customers are kept, and of equal ones the first by name.
   *
   * @param tally see {@link TimingTally#of}; read twice
   */
  public static Dataset<Row> of(Dataset<Row> tally, int most) {
    Dataset<Row> kept =
        tally
            // Each customer has one first spell.
            .filter(col(TimingTally.KIND).equalTo(TimingCell.SPELL))
            .groupBy(TimingTally.SPLIT, TimingTally.SPLIT_VALUE)
            .agg(sum(TimingTally.CUSTOMERS).as(TimingTally.CUSTOMERS))
            .withColumn(
                RANK,
                row_number()
                    .over(
                        Window.partitionBy(TimingTally.SPLIT)
                            .orderBy(desc(TimingTally.CUSTOMERS), col(TimingTally.SPLIT_VALUE))))
            .filter(col(RANK).leq(most))
            .select(
                col(TimingTally.SPLIT),
                col(TimingTally.SPLIT_VALUE),
                col(TimingTally.SPLIT_VALUE).as(PART));
    return TimingTally.summed(
        tally
            .join(
                broadcast(kept), new String[] {TimingTally.SPLIT, TimingTally.SPLIT_VALUE}, "left")
            .withColumn(TimingTally.SPLIT_VALUE, coalesce(col(PART), lit(Splits.OTHER))));
  }
}
