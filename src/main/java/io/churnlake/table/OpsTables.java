package io.churnlake.table;

/** The tables in which runs account for themselves. */
public final class OpsTables {
  public static final String RUN_ID = "run_id";
  public static final String LOAD_ID = "load_id";

  /** Writer of the tables that every run writes, whatever job it is. */
  public static final String EVERY_RUN = "every run";

  /** In ops.runs, the job of the rows that speak of a run as a whole. */
  public static final String WHOLE_RUN = "(run)";

  public static final Table LAKE =
      Table.named("ops.lake", "What shop this lake is; one row.")
          .writtenBy(EVERY_RUN)
          .layout(Layout.APPENDED)
          .key("format_version")
          .column("format_version", Types.INT, "", "Version of the lake's layout.")
          .column("source", Types.STRING, "", "Name of the source mapping that feeds it.")
          .column("zone", Types.STRING, "IANA", "The shop's time zone.")
          .column("currency", Types.STRING, "ISO 4217", "The reporting currency.")
          .column("key_id", Types.STRING, "", "Which key hashes the customer ids; not the key.")
          .column("made_by", Types.STRING, "", "Program version that made the lake.")
          .build();

  public static final Table LOADS =
      Table.named("ops.loads", "A step in the life of a load: intended, then committed.")
          .writtenBy("ingest")
          .layout(Layout.APPENDED)
          .key(LOAD_ID, "event")
          .column(LOAD_ID, Types.LONG, "", "1, 2, ... in the order of loading.")
          .column(
              "event",
              Types.STRING,
              "",
              "'intended' with the files, then 'committed' or 'abandoned'; 'lost' after a damage.")
          .column("source", Types.STRING, "", "Name of the source mapping.")
          .column("mapping_hash", Types.STRING, "", "SHA-256 of the effective mapping.")
          .column("identity_hash", Types.STRING, "SHA-256", "Of what makes lines and customers.")
          .column("files", Types.listOf(Types.STRING), "", "The files of the load.")
          .column(
              "checksums",
              Types.listOf(Types.STRING),
              "SHA-256",
              "Their contents, same order; or gone.")
          .column("at", Types.TIMESTAMP, "UTC", "When.")
          .build();

  public static final Table FILES =
      Table.named("ops.files", "One file that a load has taken.")
          .writtenBy("ingest")
          .layout(Layout.APPENDED)
          .key(LOAD_ID, "file")
          .column(LOAD_ID, Types.LONG, "", "The load that took it.")
          .column("source", Types.STRING, "", "Name of the source mapping.")
          .column(
              "file", Types.STRING, "", "File name below the input folder, or a part of a table.")
          .column("bytes", Types.LONG, "bytes", "Its size.")
          .column("modified", Types.TIMESTAMP, "UTC", "Its modification time.")
          .column(
              "checksum",
              Types.STRING,
              "SHA-256",
              "Of its content; 'gone': its table has it no more, and its former rows do not count.")
          .column("rows_in", Types.LONG, "rows", "Records in it, the header not counted.")
          .column("rows_rejected", Types.LONG, "rows", "Of these, refused.")
          .column("columns", Types.listOf(Types.STRING), "", "The columns that it says it has.")
          .column(
              "rows_forgotten", Types.LONG, "rows", "Of these, left out: of forgotten customers.")
          .column(
              "lines",
              Types.LONG,
              "lines",
              "Lines of text in it, the sum of the following; NULL: it has none (Parquet).")
          .column("lines_header", Types.LONG, "lines", "Where its header begins: 1, or 0.")
          .column(
              "lines_loaded",
              Types.LONG,
              "lines",
              "Where a row begins that was not rejected; several items of an object are one.")
          .column("lines_rejected", Types.LONG, "lines", "Where a rejected row begins.")
          .column("lines_quoted", Types.LONG, "lines", "Further ones inside quoted fields.")
          .column(
              "lines_blank",
              Types.LONG,
              "lines",
              "Empty ones elsewhere, and rows that the mapping passes over.")
          .build();

  public static final Table RUNS =
      Table.named("ops.runs", "One step of one run; or a run as a whole, when it began or ended.")
          .writtenBy(EVERY_RUN)
          .layout(Layout.APPENDED)
          .key(RUN_ID, "job", "status")
          .column(RUN_ID, Types.STRING, "", "The run.")
          .column("job", Types.STRING, "", "The step; '(run)' for the run as a whole.")
          .column("as_of", Types.DATE, "shop's zone", "The business date of the run.")
          .column("source", Types.STRING, "", "Name of the source mapping.")
          .column(
              "status",
              Types.STRING,
              "",
              "'done', 'failed', or 'unchanged' if it had nothing to do; of a whole run also 'begun',"
                  + " 'unpublished' if it was to make a part of a night, or 'died' as the next run"
                  + " noted.")
          .column("started_at", Types.TIMESTAMP, "UTC", "Start of the step or run.")
          .column("finished_at", Types.TIMESTAMP, "UTC", "End of it; when its death was noted.")
          .column("rows_in", Types.LONG, "rows", "Rows read by the step's main input.")
          .column("rows_out", Types.LONG, "rows", "Rows written to all its tables.")
          .column("rows_rejected", Types.LONG, "rows", "Rows refused.")
          .column(
              "table_versions", Types.mapOf(Types.LONG), "", "Delta version of each written table.")
          .column(
              "read_versions",
              Types.mapOf(Types.LONG),
              "",
              "Of a step that ran: version of each table that it reads, as it was when it began.")
          .column(
              "config_hash", Types.STRING, "SHA-256", "Of the effective configuration and mapping.")
          .column("git_commit", Types.STRING, "", "Commit the program was built from.")
          .column("program_version", Types.STRING, "", "Version of the program.")
          .column("spark_version", Types.STRING, "", "Version of Spark.")
          .column("message", Types.STRING, "", "Notes of the step, or why it failed.")
          .build();

  public static final Table CHECKS =
      Table.named("ops.checks", "One check of one run.")
          .writtenBy(EVERY_RUN)
          .layout(Layout.APPENDED)
          .key(RUN_ID, "job", "check_name")
          .column(RUN_ID, Types.STRING, "", "The run.")
          .column("job", Types.STRING, "", "The step that checked.")
          .column("check_name", Types.STRING, "", "What was checked.")
          .column("expected", Types.STRING, "", "What it should be.")
          .column("actual", Types.STRING, "", "What it was.")
          .column("passed", Types.BOOLEAN, "", "Whether they agree.")
          .column("fatal", Types.BOOLEAN, "", "Whether a failure stops the run.")
          .build();

  public static final Table PUBLISHED =
      Table.named("ops.published", "One table at the version that readers see after a run.")
          .writtenBy(EVERY_RUN)
          .layout(Layout.APPENDED)
          .key("publication_id", "table_name")
          .column("publication_id", Types.LONG, "", "1, 2, ... in the order of publishing.")
          .column(RUN_ID, Types.STRING, "", "The run that published.")
          .column("as_of", Types.DATE, "shop's zone", "The business date of the run.")
          .column("table_name", Types.STRING, "", "The table, with its area.")
          .column("version", Types.LONG, "", "Its Delta version; -1 if readers see it no more.")
          .column("published_at", Types.TIMESTAMP, "UTC", "When.")
          .build();

  private OpsTables() {}
}
