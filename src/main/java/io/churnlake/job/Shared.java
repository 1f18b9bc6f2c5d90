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
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What several steps of a run look at, made by the first one that asks. It is dropped where a step
 * has written the tables that it was made of.
 */
public final class Shared implements AutoCloseable {
  private static final List<Table> MADE_OF =
      List.of(CustomerDays.TABLE, Returns.TABLE, Customers.TABLE, CustomerAttributes.TABLE);

  private @Nullable State state;
  private @Nullable Histories histories;
  private @Nullable KnownHistory known;

  /** Versions of the tables, -1 for one that does not exist. */
  private record State(String lake, LocalDate asOf, List<String> splits, List<Long> versions) {}

  /** Customers' histories up to the run's date. */
  synchronized Histories histories(JobContext context) {
    forgetIfStale(context);
    Histories found = histories;
    if (found == null) {
      found = Histories.of(context.lake(), context.asOf(), splits(context));
      histories = found;
    }
    return found;
  }

  /** See {@link KnownHistory#of}. */
  synchronized KnownHistory known(JobContext context) {
    forgetIfStale(context);
    KnownHistory found = known;
    if (found == null) {
      Histories opened = histories;
      found =
          opened == null
              ? KnownHistory.upTo(context.asOf(), context.lake().read(CustomerDays.TABLE))
              : opened.known();
      known = found;
    }
    return found;
  }

  /** All splits that some step of a night looks at. */
  private static List<String> splits(JobContext context) {
    Set<String> splits = new LinkedHashSet<>(context.configuration().retention().splits());
    splits.addAll(ProductSums.SPLITS);
    return List.copyOf(splits);
  }

  private void forgetIfStale(JobContext context) {
    Lake lake = context.lake();
    State now =
        new State(
            lake.root(),
            context.asOf(),
            splits(context),
            MADE_OF.stream().map(table -> lake.exists(table) ? lake.version(table) : -1L).toList());
    if (!now.equals(state)) {
      close();
      state = now;
    }
  }

  /** Nothing is kept any more; a later step makes it anew. */
  @Override
  public synchronized void close() {
    if (histories != null) {
      histories.close();
    }
    histories = null;
    known = null;
    state = null;
  }
}
