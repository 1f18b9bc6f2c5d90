package io.churnlake.churn.action;

import java.math.BigDecimal;
import org.apache.spark.sql.Row;

/**
 * Exact sums over the customers of one group.
 *
 * @param n customers
 * @param retained those with an occasion in the window
 * @param revenue of the window
 * @param squares of each customer's revenue
 * @param cost of the contacts whose cost is known
 * @param costed how many these are
 */
record GroupSums(
    long n, long retained, BigDecimal revenue, BigDecimal squares, BigDecimal cost, long costed) {
  static final GroupSums NONE =
      new GroupSums(0, 0, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, 0);

  /** Of a row of {@link ContactOutcomes#sums}, behind measure, band and group. */
  static GroupSums of(Row row) {
    return new GroupSums(
        row.getLong(3),
        row.getLong(4),
        row.getDecimal(5),
        row.getDecimal(6),
        row.getDecimal(7),
        row.getLong(8));
  }

  GroupSums plus(GroupSums other) {
    return new GroupSums(
        n + other.n,
        retained + other.retained,
        revenue.add(other.revenue),
        squares.add(other.squares),
        cost.add(other.cost),
        costed + other.costed);
  }
}
