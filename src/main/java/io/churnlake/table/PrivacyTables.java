package io.churnlake.table;

import java.util.Set;

/** What the commands that forget, merge and re-key customers keep; no raw id is in any of them. */
public final class PrivacyTables {
  /** Writers that are commands of their own and no jobs. */
  public static final Set<String> COMMANDS = Set.of("forget", "merge-customers", "rotate-key");

  private static final Columns FORGOTTEN_COLUMNS = new Columns();

  public static final String HASH =
      FORGOTTEN_COLUMNS.add(
          "hash", Types.STRING, "", "Keyed hash of the customer's key; not the key itself.");
  public static final String KEY_ID =
      FORGOTTEN_COLUMNS.add("key_id", Types.STRING, "", "Which key hashed it.");

  public static final Table FORGOTTEN =
      Table.named("ops.forgotten", "A customer who was forgotten and must not come back.")
          .writtenBy("forget")
          .layout(Layout.APPENDED)
          .key(HASH)
          .columns(FORGOTTEN_COLUMNS)
          .column("forgotten_at", Types.TIMESTAMP, "UTC", "When it was asked for.")
          .column(OpsTables.RUN_ID, Types.STRING, "", "The run that was asked.")
          .build();

  private static final Columns FORGET_REQUESTS_COLUMNS = new Columns();

  public static final String EVENT =
      FORGET_REQUESTS_COLUMNS.add("event", Types.STRING, "", "'begun' or 'ended'.");
  public static final String PERSONS =
      FORGET_REQUESTS_COLUMNS.add(
          "persons", Types.listOf(Types.STRING), "", "Their hashes, as in ops.forgotten.");
  public static final String TEXTS =
      FORGET_REQUESTS_COLUMNS.add(
          "texts", Types.listOf(Types.STRING), "", "Keyed hashes of further texts given.");
  public static final String ENDED_BY =
      FORGET_REQUESTS_COLUMNS.add(
          "ended_by", Types.STRING, "", "The run that ended it, which may be a later one.");

  public static final Table FORGET_REQUESTS =
      Table.named(
              "ops.forget_requests", "A request to forget customers that was begun or has ended.")
          .writtenBy("forget")
          .layout(Layout.APPENDED)
          .key(OpsTables.RUN_ID, EVENT)
          .column(OpsTables.RUN_ID, Types.STRING, "", "The run that was asked.")
          .columns(FORGET_REQUESTS_COLUMNS)
          .column("at", Types.TIMESTAMP, "UTC", "When.")
          .build();

  private static final Columns CUSTOMER_MERGES_COLUMNS = new Columns();

  public static final String FROM_KEY =
      CUSTOMER_MERGES_COLUMNS.add(
          "from_key", Types.STRING, "", "Keyed hash of the customer who becomes another.");
  public static final String TO_KEY =
      CUSTOMER_MERGES_COLUMNS.add(
          "to_key", Types.STRING, "", "Keyed hash of the customer whom that one becomes.");

  public static final Table CUSTOMER_MERGES =
      Table.named(
              "ops.customer_merges", "A customer key that stands for the same person as another.")
          .writtenBy("merge-customers")
          .layout(Layout.APPENDED)
          .key(FROM_KEY)
          .columns(CUSTOMER_MERGES_COLUMNS)
          .column("merged_at", Types.TIMESTAMP, "UTC", "When.")
          .column(OpsTables.RUN_ID, Types.STRING, "", "The run that was asked.")
          .build();

  private static final Columns KEY_ROTATIONS_COLUMNS = new Columns();

  public static final String FROM_KEY_ID =
      KEY_ROTATIONS_COLUMNS.add("from_key_id", Types.STRING, "", "The key before.");
  public static final String TO_KEY_ID =
      KEY_ROTATIONS_COLUMNS.add(
          "to_key_id", Types.STRING, "", "The key after; the change is done once ops.lake has it.");

  public static final Table KEY_ROTATIONS =
      Table.named("ops.key_rotations", "A change of the key that was begun.")
          .writtenBy("rotate-key")
          .layout(Layout.APPENDED)
          .key(OpsTables.RUN_ID)
          .columns(KEY_ROTATIONS_COLUMNS)
          .column("begun_at", Types.TIMESTAMP, "UTC", "When.")
          .column(OpsTables.RUN_ID, Types.STRING, "", "The run that began it.")
          .build();

  private PrivacyTables() {}
}
