package io.churnlake.job;

import io.churnlake.lake.Lake;
import io.churnlake.retention.ProductSums;
import io.churnlake.table.CustomerAttributes;
import io.churnlake.table.CustomerDays;
import io.churnlake.table.Customers;
import io.churnlake.table.Returns;
import io.churnlake.table.Table;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What several steps of a run look at, made by the first one that asks. It is dropped where a step
 * has written the tables that it was made of.
 */
public final class Shared implements AutoCloseable {
  /** What the histories are made of. */
  static final List<Table> HISTORIES_ARE_OF =
      List.of(CustomerDays.TABLE, Returns.TABLE, Customers.TABLE, CustomerAttributes.TABLE);

  private static final List<Table> KNOWN_IS_OF = List.of(CustomerDays.TABLE);

  private final Object pastsLock = new Object();
  private @Nullable Histories histories;
  private @Nullable State historiesAreOf;
  private @Nullable KnownHistory known;
  private @Nullable CustomerPasts pasts;
  private @Nullable State pastsAreOf;
  private @Nullable State knownIsOf;

  /**
   * What something was made of.
   *
   * @param versions of tables, -1 for one that does not exist
   */
  private record State(
      String lake, LocalDate asOf, List<String> splits, Map<Table, Long> versions) {

    static State of(JobContext context, List<Table> tables) {
      Lake lake = context.lake();
      return new State(
          lake.root(),
          context.asOf(),
          Shared.splits(context),
          tables.stream()
              .collect(
                  Collectors.toMap(
                      table -> table, table -> lake.exists(table) ? lake.version(table) : -1L)));
    }

    /** Whether the other one is the same in its tables and all else. */
    boolean isPartOf(@Nullable State other) {
      return other != null
          && lake.equals(other.lake)
          && asOf.equals(other.asOf)
          && splits.equals(other.splits)
          && other.versions.entrySet().containsAll(versions.entrySet());
    }
  }

  /** Customers' histories up to the run's date. */
  synchronized Histories histories(JobContext context) {
    State now = State.of(context, HISTORIES_ARE_OF);
    Histories found = histories;
    if (found == null || !now.isPartOf(historiesAreOf)) {
      dropHistories();
      found = Histories.of(context.lake(), context.asOf(), splits(context));
      histories = found;
      historiesAreOf = now;
    }
    return found;
  }

  /**
   * Customers' pasts up to the run's date.
   *
   * @throws io.churnlake.error.UserException if no counting order is dated up to it
   */
  CustomerPasts pasts(JobContext context) {
    // Whoever needs the histories alone does not wait for the pasts.
    synchronized (pastsLock) {
      State now = State.of(context, FeaturesJob.PASTS_ARE_OF);
      CustomerPasts found = pasts;
      if (found == null || !now.isPartOf(pastsAreOf)) {
        dropPasts();
        found = CustomerPasts.of(context);
        pasts = found;
        pastsAreOf = now;
      }
      return found;
    }
  }

  /** See {@link KnownHistory#of}. */
  synchronized KnownHistory known(JobContext context) {
    State now = State.of(context, KNOWN_IS_OF);
    KnownHistory found = known;
    if (found == null || !now.isPartOf(knownIsOf)) {
      Histories opened = histories;
      found =
          opened != null && now.isPartOf(historiesAreOf)
              ? opened.known()
              : KnownHistory.upTo(context.asOf(), context.lake().read(CustomerDays.TABLE));
      known = found;
      knownIsOf = now;
    }
    return found;
  }

  /** All splits that some step of a night looks at. */
  private static List<String> splits(JobContext context) {
    Set<String> splits = new LinkedHashSet<>(context.configuration().retention().splits());
    splits.addAll(ProductSums.SPLITS);
    return List.copyOf(splits);
  }

  /** Nothing is kept any more; a later step makes it anew. */
  @Override
  public void close() {
    synchronized (pastsLock) {
      dropPasts();
    }
    dropHistories();
  }

  private void dropPasts() {
    if (pasts != null) {
      pasts.close();
    }
    pasts = null;
    pastsAreOf = null;
  }

  private synchronized void dropHistories() {
    if (histories != null) {
      histories.close();
    }
    histories = null;
    historiesAreOf = null;
    known = null;
    knownIsOf = null;
  }
}
