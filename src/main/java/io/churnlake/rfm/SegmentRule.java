package io.churnlake.rfm;

import static org.apache.spark.sql.functions.col;

import io.churnlake.table.Rfm;
import org.apache.spark.sql.Column;

/** A segment and the scores, 1 to 5, that belong to it unless an earlier rule has taken them. */
public record SegmentRule(String segment, Scores recency, Scores frequency, Scores monetary) {

  /** From {@code low} to {@code high}, both included. */
  public record Scores(int low, int high) {}

  /** Whether it fits a row of gold.rfm; NULL where there are no scores. */
  Column fits() {
    return within(Rfm.R_SCORE, recency)
        .and(within(Rfm.F_SCORE, frequency))
        .and(within(Rfm.M_SCORE, monetary));
  }

  private static Column within(String score, Scores scores) {
    return col(score).between(scores.low(), scores.high());
  }
}
