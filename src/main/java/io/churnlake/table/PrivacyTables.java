package io.churnlake.table;

import java.util.Set;

/** What the commands that forget, merge and re-key customers keep; no raw id is in any of them. */
public final class PrivacyTables {
  public static final String HASH = "hash";
  public static final String KEY_ID = "key_id";
  public static final String EVENT = "event";
  public static final String PERSONS = "persons";
  public static final String TEXTS = "texts";
  public static final String ENDED_BY = "ended_by";
  public static final String FROM_KEY = "from_key";
  public static final String TO_KEY = "to_key";
  public static final String FROM_KEY_ID = "from_key_id";
  public static final String TO_KEY_ID = "to_key_id";

  /** Writers that are commands of their own and no jobs. */
  public static final Set<String> COMMANDS = Set.of("forget", "merge-customers", "rotate-key");

  public static final Table FORGOTTEN =
      Table.named("ops.forgotten", "A customer who was forgotten and must not come back.")
          .writtenBy("forget")
          .layout(Layout.APPENDED)
          .key(HASH)
          .column(HASH, Types.STRING, "", "Keyed hash of the customer's key; not the key itself.")
          .column(KEY_ID, Types.STRING, "", "Which key hashed it.")
          .column("forgotten_at", Types.TIMESTAMP, "UTC", "When it was asked for.")
          .column(OpsTables.RUN_ID, Types.STRING, "", "The run that was asked.")
          .build();

  public static final Table FORGET_REQUESTS =
      Table.named(
              "ops.forget_requests", "A request to forget customers that was begun or has ended.")
          .writtenBy("forget")
          .layout(Layout.APPENDED)
          .key(OpsTables.RUN_ID, EVENT)
          .column(OpsTables.RUN_ID, Types.STRING, "", "The run that was asked.")
          .column(EVENT, Types.STRING, "", "'begun' or 'ended'.")
          .column(PERSONS, Types.listOf(Types.STRING), "", "Their hashes, as in ops.forgotten.")
          .column(TEXTS, Types.listOf(Types.STRING), "", "Keyed hashes of further texts given.")
          .column(ENDED_BY, Types.STRING, "", "The run that ended it, which may be a later one.")
          .column("at", Types.TIMESTAMP, "UTC", "When.")
          .build();

  public static final Table CUSTOMER_MERGES =
      Table.named(
              "ops.customer_merges", "A customer key that stands for the same person as another.")
          .writtenBy("merge-customers")
          .layout(Layout.APPENDED)
          .key(FROM_KEY)
          .column(FROM_KEY, Types.STRING, "", "Keyed hash of the customer who becomes another.")
          .column(TO_KEY, Types.STRING, "", "Keyed hash of the customer whom that one becomes.")
          .column("merged_at", Types.TIMESTAMP, "UTC", "When.")
          .column(OpsTables.RUN_ID, Types.STRING, "", "The run that was asked.")
          .build();

  public static final Table KEY_ROTATIONS =
      Table.named("ops.key_rotations", "A change of the key that was begun.")
          .writtenBy("rotate-key")
          .layout(Layout.APPENDED)
          .key(OpsTables.RUN_ID)
          .column(FROM_KEY_ID, Types.STRING, "", "The key before.")
          .column(
              TO_KEY_ID,
              Types.STRING,
              "",
              "The key after; the change is done once ops.lake has it.")
          .column("begun_at", Types.TIMESTAMP, "UTC", "When.")
          .column(OpsTables.RUN_ID, Types.STRING, "", "The run that began it.")
          .build();

  private PrivacyTables() {}
}
