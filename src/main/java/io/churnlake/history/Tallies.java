package io.churnlake.history;

import io.churnlake.customer.Tally;
import io.churnlake.error.Errors;
import java.io.Serializable;
import java.util.function.Function;
import org.apache.spark.api.java.JavaRDD;

/** Counts customers on the executors, into sums that the driver can hold. */
public final class Tallies {
  /** A cell of cohorts has nine longs, so that these are some 300 MB. */
  static final int MOST_CELLS = 4_000_000;

  /** Sums of many parts meet on their way to the driver, so that it gets a few of them. */
  public static final int DEPTH = 2;

  private Tallies() {}

  /** Opens what is kept of a customer. */
  public interface Opened<R, S> extends Function<R, S>, Serializable {}

  /**
   * Counts all customers.
   *
   * @param none the tally of nobody
   * @param job for messages
   * @throws io.churnlake.error.UserException if it has more cells than one machine should hold
   */
  public static <R, S, T extends Tally<S, T>> T sum(
      JavaRDD<R> customers, Opened<R, S> opened, T none, String job) {
    T total =
        customers.<T>treeAggregate(
            none,
            (sums, customer) -> counted(sums, opened.apply(customer)),
            Tallies::together,
            DEPTH);
    if (total.cells() > MOST_CELLS) {
      throw Errors.tooManyCells(job, MOST_CELLS);
    }
    return total;
  }

  /** A tally that is too large already is given up, and found to be so in the end. */
  static <S, T extends Tally<S, T>> T counted(T sums, S customer) {
    if (sums.cells() <= MOST_CELLS) {
      sums.add(customer);
    }
    return sums;
  }

  static <T extends Tally<?, T>> T together(T a, T b) {
    if (a.cells() > MOST_CELLS) {
      return a;
    }
    return b.cells() > MOST_CELLS ? b : a.plus(b);
  }
}
