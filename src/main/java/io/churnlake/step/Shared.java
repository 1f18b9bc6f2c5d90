package io.churnlake.step;

import io.churnlake.lake.Lake;
import io.churnlake.table.Table;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What several steps of a run look at, made by the first one that asks. It is made anew where a
 * step has written a table that it was made of.
 */
public final class Shared implements AutoCloseable {
  private final Map<Key<?>, Slot> slots = new ConcurrentHashMap<>();

  /**
   * Something that steps share.
   *
   * @param type of it; what can be closed is closed when it is no longer of use
   * @param madeOf the tables that it follows from, beside as_of and the settings
   */
  public record Key<T>(Class<T> type, List<Table> madeOf) {}

  /**
   * What something was made of.
   *
   * @param versions of tables, -1 for one that does not exist
   */
  private record State(String lake, LocalDate asOf, String settings, Map<Table, Long> versions) {

    static State of(JobContext context, List<Table> tables) {
      Lake lake = context.lake();
      return new State(
          lake.root(),
          context.asOf(),
          context.configuration().canonical(),
          tables.stream()
              .collect(
                  Collectors.toMap(
                      table -> table, table -> lake.exists(table) ? lake.version(table) : -1L)));
    }

    /** Whether the other one is the same in these tables and all else. */
    boolean isPartOf(@Nullable State other) {
      return other != null
          && lake.equals(other.lake)
          && asOf.equals(other.asOf)
          && settings.equals(other.settings)
          && other.versions.entrySet().containsAll(versions.entrySet());
    }
  }

  /** One shared thing; whoever asks for it while it is made waits. */
  private static final class Slot {
    private @Nullable Object value;
    private @Nullable State state;

    synchronized <T> T get(Key<T> key, State now, Supplier<T> maker) {
      if (value == null || !now.isPartOf(state)) {
        drop();
        value = maker.get();
        state = now;
      }
      return key.type().cast(value);
    }

    synchronized <T> Optional<T> present(Key<T> key, State now) {
      return value != null && now.isPartOf(state)
          ? Optional.of(key.type().cast(value))
          : Optional.empty();
    }

    synchronized void drop() {
      Object dropped = value;
      value = null;
      state = null;
      if (dropped instanceof AutoCloseable open) {
        close(open);
      }
    }

    private static void close(AutoCloseable open) {
      try {
        open.close();
      } catch (RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** What is shared under the key, made now if there is nothing of the tables as they stand. */
  public <T> T get(JobContext context, Key<T> key, Supplier<T> maker) {
    return slot(key).get(key, State.of(context, key.madeOf()), maker);
  }

  /**
   * What is shared under the key if it is there already.
   *
   * @param tables those of what it is made of that have to be as they stand
   */
  public <T> Optional<T> present(JobContext context, Key<T> key, List<Table> tables) {
    return slot(key).present(key, State.of(context, tables));
  }

  private Slot slot(Key<?> key) {
    return slots.computeIfAbsent(key, any -> new Slot());
  }

  /** Nothing is kept any more; a later step makes it anew. */
  @Override
  public void close() {
    slots.values().forEach(Slot::drop);
  }
}
