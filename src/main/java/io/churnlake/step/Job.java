package io.churnlake.step;

import io.churnlake.table.Table;
import java.util.List;
import java.util.Set;

/** One step of a run: reads tables, calls pure transforms, writes tables. */
public interface Job {
  /** Its name on the command line and in jobs/. */
  String name();

  /** The tables it reads. */
  List<Table> reads();

  /**
   * Tables of later steps, of which it looks at slices before as_of only. What the night itself
   * adds to them is nothing that it would have to run again for.
   */
  default List<Table> readsOfEarlierDates() {
    return List.of();
  }

  /** The tables it writes; no other job writes them. */
  List<Table> writes();

  /**
   * Tables of other jobs in which it changes or takes out rows, such as those of one customer. A
   * run refuses to change a table of rows that none of its steps names here or in {@link #writes}.
   */
  default List<Table> rewrites() {
    return List.of();
  }

  /**
   * What this job is there to finish, so that it runs although an earlier run left it half done.
   */
  default Set<Unfinished> finishes() {
    return Set.of();
  }

  /**
   * Whether all that it leaves follows from as_of, the settings, the program, and the tables that
   * it reads and writes. It gets to see nothing else then, and a night leaves it out where none of
   * these has changed since it last ran.
   */
  default boolean followsFromTables() {
    return false;
  }

  /**
   * Whether other steps of a run may run at the same time, as far as they neither write what it
   * reads or writes nor read what it writes.
   */
  default boolean mayRunBesideOthers() {
    return followsFromTables();
  }

  /** Does the work. Running it again for the same as_of leaves the same content. */
  Outcome run(JobContext context);
}
