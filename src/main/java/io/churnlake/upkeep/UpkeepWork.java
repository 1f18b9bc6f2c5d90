package io.churnlake.upkeep;

import io.churnlake.lake.Unneeded;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;

/**
 * What upkeep does to a lake, or has done.
 *
 * @param dates whose slices are dropped
 * @param tables all tables, in the registry's order
 */
public record UpkeepWork(NavigableSet<LocalDate> dates, List<TableWork> tables) {

  /** All that no kept version needs. */
  public Unneeded unneeded() {
    return tables.stream().map(TableWork::unneeded).reduce(Unneeded.NOTHING, Unneeded::plus);
  }

  /** Whether there is nothing to do. */
  public boolean isNothing() {
    return tables.stream().allMatch(TableWork::isNothing);
  }

  /** In one line. */
  public String inWords() {
    Unneeded unneeded = unneeded();
    return String.format(
        Locale.ROOT,
        "slices of %d dates dropped, %,d small files put together, %,d data files (%s) and %,d log"
            + " files (%s) removed",
        dates.size(),
        tables.stream().mapToLong(TableWork::smallFiles).sum(),
        unneeded.files(),
        megabytes(unneeded.bytes()),
        unneeded.logFiles(),
        megabytes(unneeded.logBytes()));
  }

  /** A size for a person. */
  public static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%,.1f MB", bytes / 1e6);
  }
}
