package io.churnlake.churn.scored;

import io.churnlake.table.ChurnScores;
import java.io.Serializable;

/**
 * What shares of the customers are called high and medium: as many as the shop can act on. Limits
 * that were fixed probabilities would call most of a shop "high" whose customers buy once a year.
 *
 * @param high share of the customers with the highest probabilities, in [0, 1]
 * @param medium share of those after them
 */
public record RiskBands(double high, double medium) implements Serializable {
  /**
   * The band of a place among so many customers; ties are in one band, the riskier one. The
   * riskiest customer of all is high if any may be, so that a small shop has somebody to act on.
   */
  public String of(long rank, long customers) {
    if (rank <= high * customers || (rank == 1 && high > 0)) {
      return ChurnScores.HIGH;
    }
    return rank <= (high + medium) * customers ? ChurnScores.MEDIUM : ChurnScores.LOW;
  }
}
