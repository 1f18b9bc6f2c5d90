package io.churnlake.table;

/** gold.calendar: which business dates can be read, for readers that open tables by their path. */
public final class NightCalendar {
  public static final String AS_OF = Table.AS_OF;
  public static final String IS_CURRENT = "is_current";
  public static final String IS_WHOLE = "is_whole";
  public static final String IS_CHANGING = "is_changing";
  public static final String MISSING_STEPS = "missing_steps";
  public static final String PUBLICATION_ID = "publication_id";
  public static final String RUN_ID = OpsTables.RUN_ID;
  public static final String PUBLISHED_AT = "published_at";

  public static final Table TABLE =
      Table.named("gold.calendar", "One business date that a run has published.")
          .writtenBy(OpsTables.EVERY_RUN)
          .layout(Layout.REPLACED)
          .key(AS_OF)
          .column(AS_OF, Types.DATE, "shop's zone", "The date of the slices.")
          .column(
              IS_CURRENT,
              Types.BOOLEAN,
              "",
              "The newest date that is whole and not changing: of one row, or of none.")
          .column(IS_WHOLE, Types.BOOLEAN, "", "All steps of a night have run for the date.")
          .column(
              IS_CHANGING,
              Types.BOOLEAN,
              "",
              "A run makes slices of the date again, or has died of it: old and new rows may stand"
                  + " side by side.")
          .column(
              MISSING_STEPS, Types.STRING, "", "Steps that have not run for the date; NULL if all.")
          .column(
              PUBLICATION_ID,
              Types.LONG,
              "",
              "Of ops.published: the newest one that the date's slices came with.")
          .column(RUN_ID, Types.STRING, "", "The run that published it.")
          .column(PUBLISHED_AT, Types.TIMESTAMP, "UTC", "When.")
          .build();

  private NightCalendar() {}
}
