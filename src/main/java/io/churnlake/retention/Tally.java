package io.churnlake.retention;

import io.churnlake.customer.CustomerLog;
import java.io.Serializable;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;

/**
 * Counts customers into cells, one after another. What it gives out from time to time adds up, so
 * that memory is bounded by a number of cells and not by that of customers.
 *
 * <p>The keys of the cells and what a customer adds to them must not depend on the date that is
 * looked from: a customer without newer orders or returns adds the same at a later date. So a tally
 * can be brought up to date by what changed customers added before and add now.
 */
interface Tally {
  /** Counts the customer. */
  void add(CustomerLog log);

  /** How many cells there are. */
  int cells();

  /** The cells as rows; none is left. */
  List<Row> drain();

  /** Makes tallies where partitions are. */
  interface Maker extends Serializable {
    Tally make();
  }

  /** Cells that are kept at a time. */
  int MOST_CELLS = 200_000;

  /** Tallies rows of {@link io.churnlake.customer.CustomerLogs} partition by partition. */
  static MapPartitionsFunction<Row, Row> over(Maker maker) {
    return rows -> new Drained(rows, maker.make());
  }

  /** Takes customers until there are many cells, then gives these out. */
  final class Drained implements Iterator<Row> {
    private final Iterator<Row> customers;
    private final Tally tally;
    private Iterator<Row> cells = Collections.emptyIterator();

    private Drained(Iterator<Row> customers, Tally tally) {
      this.customers = customers;
      this.tally = tally;
    }

    @Override
    public boolean hasNext() {
      while (!cells.hasNext() && customers.hasNext()) {
        while (customers.hasNext() && tally.cells() < MOST_CELLS) {
          tally.add(CustomerLog.of(customers.next()));
        }
        cells = tally.drain().iterator();
      }
      return cells.hasNext();
    }

    @Override
    public Row next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return cells.next();
    }
  }
}
