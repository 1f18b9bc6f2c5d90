package io.churnlake.upkeep;

import io.churnlake.lake.Unneeded;

/**
 * What upkeep does to one table.
 *
 * @param table its full name
 * @param slices old slices that are dropped
 * @param smallFiles files that are put together
 * @param unneeded what no kept version needs
 * @param leftAlone why the table is left as it is; empty if it is not
 */
public record TableWork(
    String table, long slices, long smallFiles, Unneeded unneeded, String leftAlone) {

  static TableWork none(String table, String leftAlone) {
    return new TableWork(table, 0, 0, Unneeded.NOTHING, leftAlone);
  }

  /** Whether there is anything to do. */
  public boolean isNothing() {
    return slices == 0 && smallFiles == 0 && unneeded.files() == 0 && unneeded.logFiles() == 0;
  }
}
