package io.churnlake.table;

/** gold.calendar: which business dates can be read, for readers that open tables by their path. */
public final class NightCalendar {
  private static final Columns COLUMNS = new Columns();

  public static final String AS_OF =
      COLUMNS.add(Table.AS_OF, Types.DATE, "shop's zone", "The date of the slices.");
  public static final String IS_CURRENT =
      COLUMNS.add(
          "is_current",
          Types.BOOLEAN,
          "",
          "The newest date that is whole and not changing: of one row, or of none.");
  public static final String IS_WHOLE =
      COLUMNS.add("is_whole", Types.BOOLEAN, "", "All steps of a night have run for the date.");
  public static final String IS_CHANGING =
      COLUMNS.add(
          "is_changing",
          Types.BOOLEAN,
          "",
          "A run makes slices of the date again, or has died of it: old and new rows may stand"
              + " side by side.");
  public static final String MISSING_STEPS =
      COLUMNS.add(
          "missing_steps", Types.STRING, "", "Steps that have not run for the date; NULL if all.");
  public static final String PUBLICATION_ID =
      COLUMNS.add(
          "publication_id",
          Types.LONG,
          "",
          "Of ops.published: the newest one that the date's slices came with.");
  public static final String RUN_ID =
      COLUMNS.add(OpsTables.RUN_ID, Types.STRING, "", "The run that published it.");
  public static final String PUBLISHED_AT =
      COLUMNS.add("published_at", Types.TIMESTAMP, "UTC", "When.");

  public static final Table TABLE =
      Table.named("gold.calendar", "One business date that a run has published.")
          .writtenBy(OpsTables.EVERY_RUN)
          .layout(Layout.REPLACED)
          .key(AS_OF)
          .columns(COLUMNS)
          .build();

  private NightCalendar() {}
}
