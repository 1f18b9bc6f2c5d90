package io.churnlake.error;

import java.util.Collection;
import java.util.List;

/** The factory of all user-facing errors. Values stand in the message; secrets never do. */
public final class Errors {
  private Errors() {}

  // ---- usage and configuration -------------------------------------------------------------

  /** Several problems of one configuration file, reported together. */
  public static UserException configuration(String origin, List<String> problems) {
    return new UserException(
        ExitCode.USAGE,
        "The configuration in " + origin + " cannot be used.",
        String.join("\n          ", problems),
        "Correct the keys named above; conf/reference.conf and conf/source-reference.conf"
            + " explain every key.");
  }

  public static UserException configurationUnreadable(String origin, String reason) {
    return new UserException(
        ExitCode.USAGE,
        "The configuration " + origin + " cannot be read.",
        reason,
        "Check the path and the HOCON syntax; conf/reference.conf and, of a mapping,"
            + " conf/source-reference.conf have every key. `churnlake inspect` writes a mapping.");
  }

  public static UserException usage(String problem, String reason, String remedy) {
    return new UserException(ExitCode.USAGE, problem, reason, remedy);
  }

  public static UserException inputMissing(String input) {
    return new UserException(
        ExitCode.USAGE,
        "The input folder " + input + " does not exist.",
        "Nothing is found under that path.",
        "Give the folder that holds the order log with --input.");
  }

  public static UserException inputEmpty(String folder, String pattern) {
    return new UserException(
        ExitCode.USAGE,
        "The input folder " + folder + " holds no order file.",
        "No file there matches the source's pattern "
            + pattern
            + ". Folders below are searched only with files.subfolders = true.",
        "Check --input, or set files.folder, files.pattern or files.subfolders in the source mapping.");
  }

  /** What `inspect` cannot look into. */
  public static UserException exportUnreadable(String file, String reason, String remedy) {
    return new UserException(
        ExitCode.DATA_REFUSED, "The file " + file + " cannot be inspected.", reason, remedy);
  }

  public static UserException exportMissing(String path) {
    return new UserException(
        ExitCode.USAGE,
        "There is no file or folder " + path + ".",
        "Nothing is found under that path.",
        "Give the export's files, or the folder that holds them.");
  }

  public static UserException exportEmpty(String path) {
    return new UserException(
        ExitCode.USAGE,
        "There is nothing to inspect in " + path + ".",
        "It holds no file with content. Names that begin with . or _ are never read.",
        "Give the export's files, or the folder that holds them.");
  }

  /** A source that is neither a file nor one that the program brings. */
  public static UserException unknownPreset(
      String given, List<String> nearest, List<String> presets) {
    return new UserException(
        ExitCode.USAGE,
        "There is no source " + given + ".",
        "It is no file, and no preset has that name"
            + (nearest.isEmpty() ? "" : "; the nearest are " + String.join(", ", nearest))
            + ".",
        "Give the path of a mapping, or one of the presets "
            + String.join(", ", presets)
            + ". `churnlake inspect FILES` writes a mapping.");
  }

  public static UserException asOfInFuture(String asOf, String today, String zone) {
    return new UserException(
        ExitCode.USAGE,
        "The date " + asOf + " has not come yet.",
        "Today is " + today + " in the zone " + zone + "; later orders cannot be in the log.",
        "Choose an --as-of up to today. Nothing was changed.");
  }

  public static UserException unknownJob(String job, List<String> known) {
    return new UserException(
        ExitCode.USAGE,
        "There is no job named " + job + ".",
        "The jobs are " + String.join(", ", known) + ".",
        "See `churnlake jobs` for what each one reads and writes.");
  }

  public static UserException noKey() {
    return new UserException(
        ExitCode.USAGE,
        "There is no key for hashing customer ids.",
        "On a cluster the key is never made up, since every run needs the same one.",
        "Set CHURNLAKE_KEY (64 hexadecimal digits) or CHURNLAKE_KEY_FILE, or privacy.key-file in"
            + " the configuration; `openssl rand -hex 32` makes a key.");
  }

  public static UserException badKey(String origin, String reason) {
    return new UserException(
        ExitCode.USAGE,
        "The key for hashing customer ids in " + origin + " cannot be used.",
        reason,
        "A key is 64 hexadecimal digits; `openssl rand -hex 32` makes one.");
  }

  // ---- the lake ----------------------------------------------------------------------------

  public static UserException lakeMissing(String lake) {
    return new UserException(
        ExitCode.USAGE,
        "There is no lake at " + lake + ".",
        "The folder has no table ops.lake.",
        "Check --lake, or make one with `churnlake demo` or `churnlake nightly`.");
  }

  public static UserException lakeNewer(String lake, int found, int known) {
    return new UserException(
        ExitCode.USAGE,
        "The lake at " + lake + " was written by a newer churnlake.",
        "Its format is " + found + "; this program knows formats up to " + known + ".",
        "Use the newer churnlake, or another lake. Nothing was changed.");
  }

  /** The lake's shop (zone, currency, key) is another one than this run's. */
  public static UserException lakeDiffers(String lake, List<String> differences) {
    return new UserException(
        ExitCode.USAGE,
        "The lake at " + lake + " belongs to another shop or key.",
        String.join("; ", differences) + ".",
        "One lake is one shop with one zone, currency and key: use another --lake, or the"
            + " settings the lake was made with. A lake of several sources needs --source and --input"
            + " of each, its own among them.");
  }

  public static UserException lakeHeld(String lake, String holder, String since, String lockFile) {
    return new UserException(
        ExitCode.LAKE_HELD,
        "Another run holds the lake at " + lake + ".",
        "It is held by " + holder + " since " + since + ".",
        "Wait for it to end. If it died on another machine, its lock lapses by itself; "
            + lockFile
            + " is the lock.");
  }

  /** Some of the lake is missing, or older than what speaks of it. */
  public static UserException lakeDamaged(String lake, List<String> damages) {
    int shown = Math.min(5, damages.size());
    return new UserException(
        ExitCode.DATA_REFUSED,
        "The lake at " + lake + " is not whole.",
        String.join("; ", damages.subList(0, shown))
            + (damages.size() > shown ? "; and " + (damages.size() - shown) + " more" : "")
            + ".",
        "Bring back what is missing from a copy of the lake. Without one, `churnlake recover` tells"
            + " what is left and how to go on with it. Nothing was changed.");
  }

  /** A key under which a known customer of the lake would get another key. */
  public static UserException keyNotOfLake(String lake, String keyId) {
    return new UserException(
        ExitCode.USAGE,
        "The key " + keyId + " is not that of the lake at " + lake + ".",
        "A customer in silver.customer_identity has another key there than under this one.",
        "Give the key that the lake was made with. Nothing was changed.");
  }

  /** A file that a table's log names is missing or broken. */
  public static UserException dataFileDamaged(String lake, String table, String file) {
    return new UserException(
        ExitCode.DATA_REFUSED,
        "A file of the table " + table + " cannot be read.",
        "The table's log names " + file + ", which is missing or broken.",
        "Bring the file back from a copy of the lake. Without one, `churnlake recover --lake "
            + lake
            + "` tells what is left and how to go on with it.");
  }

  /** No program here speaks with the kind of store that a path names. */
  public static UserException storeClientMissing(String reason) {
    return new UserException(
        ExitCode.USAGE,
        "This program has no client for the object store.",
        reason,
        "Where --lake or --input begins with s3a://, the launcher brings it; under"
            + " spark-submit add --packages org.apache.hadoop:hadoop-aws:3.4.2. docs/object-stores.md"
            + " tells of the others.");
  }

  public static UserException bucketMissing(String bucket) {
    return new UserException(
        ExitCode.USAGE,
        "The bucket " + bucket + " does not exist.",
        "The store knows none of that name.",
        "Check --lake and --input, and spark.hadoop.fs.s3a.endpoint if the store is not Amazon's."
            + " Buckets are made with the store's own tools.");
  }

  public static UserException storeRefused(String what, String reason) {
    return new UserException(
        ExitCode.USAGE,
        what,
        reason,
        "Check the credentials (AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the environment, or"
            + " the machine's role), their rights on the bucket, and spark.hadoop.fs.s3a.endpoint if"
            + " the store is not Amazon's; docs/object-stores.md has an example.");
  }

  /** Two runs could take the lock of a lake there. */
  public static UserException storeWithoutCondition(String lock) {
    return new UserException(
        ExitCode.USAGE,
        "The lock " + lock + " cannot be taken.",
        "The store, or Hadoop's client for it, does not write on the condition that nothing is there"
            + " (If-None-Match: *), so that two runs could write at the same time.",
        "Use hadoop-aws 3.4.2 or newer, leave fs.s3a.create.conditional.enabled as it is, and take a"
            + " store that knows conditional writes, as Amazon's does. Nothing was changed.");
  }

  public static UserException diskFull() {
    return new UserException(
        ExitCode.INTERNAL,
        "The disk is full.",
        "A file of the lake, or a temporary one, could not be written to its end.",
        "Make room (also in the folder of temporary files) and run again. Readers see what they saw"
            + " before.");
  }

  public static UserException tableUnpublished(String table) {
    return new UserException(
        ExitCode.USAGE,
        "The table " + table + " has nothing published yet.",
        "No finished run has written it.",
        "Run `churnlake nightly` to the end first; `churnlake jobs` tells which job writes it.");
  }

  /** A report of a lake whose first night has not come to its end. */
  public static UserException noNight(String lake) {
    return new UserException(
        ExitCode.USAGE,
        "No night has finished in the lake at " + lake + ".",
        "Nothing is published in gold.kpis, so that there is nothing to report.",
        "Run `churnlake nightly` to its end first.");
  }

  /** A step by itself where the first night has not come to its end. */
  public static UserException noNightForStep(String lake, String step) {
    return new UserException(
        ExitCode.USAGE,
        "No night has finished in the lake at " + lake + ".",
        "The step " + step + " reads what other steps of a night have published.",
        "Run `churnlake nightly` to its end first; with --resume it goes on where it failed.");
  }

  public static UserException unknownStep(String step, List<String> steps) {
    return new UserException(
        ExitCode.USAGE,
        "A night has no step named " + step + ".",
        "Its steps are " + String.join(", ", steps) + ".",
        "See `churnlake jobs` for what each one reads and writes.");
  }

  /** A run that a signal has ended; {@code where} is the step under way, or the next one. */
  public static UserException stopped(String signal, String where) {
    return new UserException(
        ExitCode.STOPPED,
        "The run was stopped at " + where + ".",
        "The process got " + signal + ". Nothing was published: readers see what they saw before.",
        "`churnlake nightly` with the same options and --resume goes on at "
            + where
            + "; without --resume it begins anew.");
  }

  public static UserException noNightOf(String asOf, List<String> newest) {
    return new UserException(
        ExitCode.USAGE,
        "No night of " + asOf + " has finished.",
        "gold.kpis has no slice of that date; its newest are " + String.join(", ", newest) + ".",
        "Choose one of these with --as-of, or run `churnlake nightly --as-of " + asOf + "` first.");
  }

  public static UserException notWritten(String file, String reason) {
    return new UserException(
        ExitCode.USAGE,
        "The file " + file + " cannot be written.",
        reason,
        "Give another path, in a folder that exists and may be written to.");
  }

  public static UserException jobNeeds(String job, String table, String writer) {
    return new UserException(
        ExitCode.USAGE,
        "The job " + job + " cannot run yet.",
        "It reads " + table + ", which does not exist in this lake.",
        "Run the job " + writer + " first, or `churnlake nightly` for all steps.");
  }

  public static UserException database(String reason, String remedy) {
    return new UserException(
        ExitCode.DATA_REFUSED,
        "The tables cannot be published to the database; it is as it was.",
        reason,
        remedy);
  }

  public static UserException metastoreUsage(String reason, String remedy) {
    return usage("The tables cannot be registered in a metastore.", reason, remedy);
  }

  /** What the metastore says may quote addresses and users: it is in the log. */
  public static UserException metastoreRefused(String kind) {
    return new UserException(
        ExitCode.DATA_REFUSED,
        "The metastore cannot be reached, or refuses.",
        kind + "; the log has the details.",
        "Check hive-site.xml, that the metastore runs, and that its tables were made by Hive's"
            + " schematool; then register again.");
  }

  public static UserException databaseHeld() {
    return new UserException(
        ExitCode.LAKE_HELD,
        "The tables cannot be published to the database now.",
        "Another publish is writing to it.",
        "Wait for it to end, and publish again.");
  }

  public static UserException query(String problem, String reason) {
    return new UserException(
        ExitCode.USAGE,
        problem,
        reason,
        "See `churnlake tables --lake DIR` for tables and columns.");
  }

  /** A table that no query can read, with those that may be meant. */
  public static UserException unknownTable(String name, List<String> nearest) {
    return new UserException(
        ExitCode.USAGE,
        "There is no table " + name + " here.",
        nearest.isEmpty()
            ? "No published table has a name like it."
            : "The nearest names are " + String.join(", ", nearest) + ".",
        "SHOW TABLES lists what can be read; a name has its schema before it, such as gold.clv.");
  }

  /** A column that is in none of a query's tables, with those that may be meant. */
  public static UserException unknownColumn(String name, List<String> nearest) {
    return new UserException(
        ExitCode.USAGE,
        "There is no column " + name + " in what the query reads.",
        nearest.isEmpty()
            ? "No column there has a name like it."
            : "The nearest names are " + String.join(", ", nearest) + ".",
        "DESCRIBE TABLE lists a table's columns: DESCRIBE gold.clv. Texts stand in single quotes.");
  }

  /** A query that the shell has taken apart. */
  public static UserException queryUnquoted(String likely) {
    return new UserException(
        ExitCode.USAGE,
        "The query has come as several arguments.",
        "Without quotes, the shell divides it at blanks, and makes file names of * and ?.",
        "Put it into double quotes: churnlake sql --lake DIR \"" + likely + "\"");
  }

  // ---- data --------------------------------------------------------------------------------

  public static UserException dataRefused(String problem, String reason, String remedy) {
    return new UserException(ExitCode.DATA_REFUSED, problem, reason, remedy);
  }

  /** A step's sums would not fit in memory. */
  public static UserException tooManyCells(String job, int most) {
    return new UserException(
        ExitCode.DATA_REFUSED,
        "The step " + job + " has more than " + most + " sums to keep.",
        "There is one for each period, split and value that some customer falls into.",
        "Lower churnlake.retention.split-values, or choose fewer splits, periods or split-periods."
            + " A channel and a country of a mapping should be one of few. Nothing was published.");
  }

  /** Splits that hardly put two customers together. */
  public static UserException tooManyValues(Collection<String> splits, int most) {
    return new UserException(
        ExitCode.DATA_REFUSED,
        "The splits " + String.join(", ", splits) + " have more than " + most + " values.",
        "A name, a number or an address of each customer is no part of the customers.",
        "Take such attributes out of churnlake.retention.splits. Nothing was published.");
  }

  public static UserException checkFailed(
      String job, String check, String expected, String actual) {
    return new UserException(
        ExitCode.DATA_REFUSED,
        "The check \"" + check + "\" of the step " + job + " failed.",
        "Expected " + expected + ", found " + actual + ".",
        "Nothing was published. See ops.checks; run again, and report it if it fails again.");
  }

  public static UserException filesUnreadable(List<String> files) {
    return new UserException(
            ExitCode.DATA_REFUSED,
            files.size() == 1 ? "A file cannot be read." : files.size() + " files cannot be read.",
            String.join("; ", files.subList(0, Math.min(5, files.size()))),
            "Mend or remove them and run again; nothing was loaded.")
        .quotingRows();
  }

  public static UserException linkOutside(String file) {
    return new UserException(
        ExitCode.DATA_REFUSED,
        "The order file " + file + " is a link out of its folder.",
        "A link could make any file of this machine an order file.",
        "Copy the file into the folder, or remove the link; nothing was loaded.");
  }

  public static UserException columnsMissing(List<String> problems) {
    return new UserException(
        ExitCode.DATA_REFUSED,
        "Columns named by the source mapping are missing.",
        String.join("; ", problems.subList(0, Math.min(5, problems.size()))),
        "Correct columns.* in the source mapping, or the files. If a column may be missing, name it in"
            + " optional, or give several as a list. What a file, member or sheet holds that is no order is left"
            + " out by files.pattern and files.members. Nothing was loaded.");
  }

  public static UserException identityChanged(String source) {
    return new UserException(
        ExitCode.USAGE,
        "The source mapping " + source + " identifies lines and customers otherwise than before.",
        "remove.*, nobody, fold-mail, time.zone, cancelled.*, returns.*, rows.*, amounts.*, customer-ids.*, discounts or numbers.* differ from"
            + " the loads in this lake, so the same customer would get a second key, or the same line count"
            + " twice.",
        "Undo the change, or load all files into a new --lake. A lake of an earlier build whose ids have capitals"
            + " in mail addresses goes on with nobody = [] and fold-mail = false. Nothing was loaded.");
  }

  public static UserException filesChanged(List<String> files) {
    return new UserException(
        ExitCode.DATA_REFUSED,
        files.size() == 1
            ? "A file that was already loaded has changed."
            : files.size() + " files that were already loaded have changed.",
        String.join("; ", files.subList(0, Math.min(5, files.size()))),
        "Deliver corrections under a new file name, restore the files, or set files.changed ="
            + " \"replace\" in the source mapping; nothing was loaded.");
  }

  public static UserException customerIdsMissing(String file, String input) {
    return new UserException(
        ExitCode.USAGE,
        "The table of customer ids " + file + " does not exist.",
        "The source mapping names it as customer-ids.file, and no file is found under that path in "
            + input
            + ".",
        "Check --input, or correct customer-ids.file in the source mapping. Nothing was loaded.");
  }

  public static UserException ratesMissing(String file, String input) {
    return new UserException(
        ExitCode.USAGE,
        "The file of exchange rates " + file + " does not exist.",
        "The source mapping names it as rates.file, and no file is found under that path in "
            + input
            + ".",
        "Check --input, or correct rates.file in the source mapping. Nothing was loaded.");
  }

  /** Lines in a currency whose rate on their date is not known. */
  public static UserException ratesUnknown(List<String> currenciesAndDates, int maxAgeDays) {
    return new UserException(
        ExitCode.DATA_REFUSED,
        "Exchange rates are missing.",
        "No rate on that date or up to "
            + maxAgeDays
            + " days before it: "
            + String.join(", ", currenciesAndDates)
            + ".",
        "Add them to rates.file of the source mapping. Nothing was loaded.");
  }

  /** Orders with a total that different files spread over different lines; a few of them. */
  public static UserException orderTotalsAmbiguous(String key, List<String> ordersAndFiles) {
    return new UserException(
            ExitCode.DATA_REFUSED,
            "The totals of orders would count twice.",
            key
                + " is spread over the lines that an order has in a file, and these orders do"
                + " not have the same lines and total in each: "
                + String.join("; ", ordersAndFiles)
                + ".",
            "Deliver whole orders in a file, or set restatement = replace_order in the source mapping,"
                + " so that the latest delivery holds. Nothing was loaded.")
        .quotingRows();
  }

  /** Loaded lines that would have no header any more; a few of their files. */
  public static UserException headersTakeLinesAway(
      long lines, long rows, double limit, List<String> files) {
    return new UserException(
        ExitCode.DATA_REFUSED,
        lines + " lines that were loaded would be rejected.",
        "A file of headers has changed, so the files of their lines are loaded anew, "
            + rows
            + " rows in all; the limit is the share "
            + limit
            + " of these, and half of a file: "
            + String.join(", ", files)
            + ".",
        "Deliver whole files of headers, or raise ingest.max-rejected-share. Nothing was loaded.");
  }

  /** Orders of which only some lines can be given the new header; a few of them. */
  public static UserException ordersHalfCorrected(List<String> ordersAndFiles) {
    return new UserException(
            ExitCode.DATA_REFUSED,
            "Orders with a corrected header would count twice.",
            "The load brings lines of these orders, and has others that cannot be given the new header,"
                + " since their files are not in the folder as they were loaded: "
                + String.join("; ", ordersAndFiles)
                + ".",
            "Put the files back, or set restatement = replace_order in the source mapping, so that the"
                + " latest delivery holds. Nothing was loaded.")
        .quotingRows();
  }

  public static UserException contractsNotMapped(String source) {
    return new UserException(
        ExitCode.USAGE,
        "The source " + source + " has no contracts.",
        "Its mapping has no contracts.file.",
        "Add the section contracts to the mapping; conf/source-reference.conf explains its keys.");
  }

  public static UserException contractsMissing(String file, String input) {
    return new UserException(
        ExitCode.USAGE,
        "The contract file " + file + " does not exist in " + input + ".",
        "The source mapping names it as contracts.file, and no file is found under that path.",
        "Check --input, or correct contracts.file in the source mapping. Nothing was changed.");
  }

  public static UserException tooManyRejected(long rejected, long lines, double limit, String why) {
    return new UserException(
            ExitCode.DATA_REFUSED,
            rejected + " of " + lines + " lines would be rejected.",
            "The limit is the share " + limit + "; most frequent: " + why + ".",
            "Check the source mapping against the files, or raise ingest.max-rejected-share."
                + " Nothing was loaded.")
        .quotingRows();
  }

  public static UserException asOfBeforeFirstOrder(String asOf, String first) {
    return new UserException(
        ExitCode.DATA_REFUSED,
        "There is nothing to compute as of " + asOf + ".",
        "The first counting order is dated " + first + ".",
        "Choose an --as-of on or after that date. Nothing was published.");
  }

  public static UserException sumsTooLarge(String what, String sum) {
    return new UserException(
        ExitCode.DATA_REFUSED,
        "The " + what + " of this log add up to more than the tables can hold.",
        "They come to " + sum + "; sums have 14 digits before the point.",
        "Look for lines with a wrong price or quantity in bronze.order_lines, or keep the log in a"
            + " larger unit of the currency. Nothing was published.");
  }

  // ---- persons -----------------------------------------------------------------------------

  public static UserException noCustomerIds() {
    return new UserException(
        ExitCode.USAGE,
        "There is no customer id to work on.",
        "The input holds no line with text. Ids are read one a line, from standard input or a file,"
            + " never from the arguments, which others on the machine can see.",
        "Give a file with --ids, or write the ids to standard input.");
  }

  public static UserException linesUnreadable(String file, String reason) {
    return new UserException(
        ExitCode.USAGE,
        "The file " + file + " cannot be read.",
        reason,
        "Check the path; the file is UTF-8 text. Nothing was changed.");
  }

  /** In the account of a run that removed what it could and found more. */
  public static final String TO_BE_FORGOTTEN = "what was to be forgotten.";

  /** What was to be forgotten is still there; the files are named, never the person. */
  public static UserException notForgotten(List<String> files) {
    return new UserException(
        ExitCode.DATA_REFUSED,
        files.size() == 1
            ? "A file of the lake still holds " + TO_BE_FORGOTTEN
            : files.size() + " files of the lake still hold " + TO_BE_FORGOTTEN,
        String.join("; ", files.subList(0, Math.min(20, files.size()))),
        "All else is removed. Delete those that belong to no table and run this again; in a table,"
            + " free text of other customers' lines names the person (see docs/privacy.md).");
  }

  public static UserException retiredKeysMissing(String lake, Collection<String> keyIds) {
    return new UserException(
        ExitCode.USAGE,
        "The lake at " + lake + " lists forgotten customers under a key that this run lacks.",
        "ops.forgotten has entries of the key "
            + String.join(", ", keyIds)
            + "; without it, a file could bring those customers back.",
        "Name the file of that key in churnlake.privacy.retired-key-files. Nothing was changed.");
  }

  public static UserException cannotMerge(int line, String reason) {
    return new UserException(
        ExitCode.USAGE,
        "Line " + line + " cannot be merged.",
        "In that line, " + reason + ".",
        "Lines are `from,to`: the id that goes, and the one that stays. Correct the line; nothing"
            + " was noted.");
  }

  public static UserException rotationUnfinished(String lake, String keyId) {
    return new UserException(
        ExitCode.USAGE,
        "The lake at " + lake + " is between two keys.",
        "A change to the key " + keyId + " was begun and is not done.",
        "Run `churnlake rotate-key` again, with the old key as before and the file of that new key."
            + " Readers see the tables as published before.");
  }

  /** Upkeep where a night can be resumed: like any other run it would undo that night first. */
  public static UserException upkeepBeforeResume(String lake, String asOf) {
    return new UserException(
        ExitCode.USAGE,
        "The lake at " + lake + " has a night that did not come to its end.",
        "The night of " + asOf + " has finished some steps, which upkeep would undo.",
        "Run `churnlake nightly --as-of "
            + asOf
            + " --resume` first; without --resume it begins anew. Nothing was changed.");
  }

  /**
   * Requests to forget somebody that were begun and have not ended, by the runs that were asked.
   */
  public static UserException forgetUnfinished(String lake, Collection<String> runs) {
    return new UserException(
        ExitCode.USAGE,
        "The lake at " + lake + " has somebody half forgotten.",
        "`churnlake forget` was begun and did not come to its end: run "
            + String.join(", ", runs)
            + ".",
        "Run `churnlake forget --resume`, or forget again with any ids: that finishes it. Readers see"
            + " the tables as published before.");
  }

  /** A request that named more than ids, which are not kept. */
  public static UserException forgetTextsMissing(String run, int texts) {
    return new UserException(
        ExitCode.USAGE,
        "A request to forget somebody cannot be finished without its texts.",
        "Run " + run + " was given " + texts + " with --texts, and texts are not kept.",
        "Give them again with --texts. Nothing was changed.");
  }

  public static UserException identitiesMissing(String table) {
    return new UserException(
        ExitCode.DATA_REFUSED,
        "The key cannot be changed.",
        table + " has customers whose id silver.customer_identity does not know.",
        "Load the order files into a new lake under the new key. Nothing was changed.");
  }

  // ---- churn -------------------------------------------------------------------------------

  public static UserException scoresMissing(String scoredAsOf) {
    return new UserException(
        ExitCode.USAGE,
        "There are no churn scores of " + scoredAsOf + " to evaluate.",
        "gold.churn_scores has no rows with that as_of.",
        "Run `churnlake nightly --as-of " + scoredAsOf + "` first, or evaluate another date.");
  }

  public static UserException outcomeUnknown(
      String scoredAsOf, int horizonDays, String knownAt, String asOf) {
    return new UserException(
        ExitCode.USAGE,
        "The scores of " + scoredAsOf + " cannot be evaluated as of " + asOf + ".",
        "They look " + horizonDays + " days ahead, up to " + knownAt + ".",
        "Choose an --as-of on or after " + knownAt + ", or an earlier --scored-as-of.");
  }

  public static UserException dataEndBefore(String asOf, String last) {
    return new UserException(
        ExitCode.DATA_REFUSED,
        "Nothing can be evaluated as of " + asOf + ".",
        "The log's last order is dated " + last + ", so what happened up to then is not known.",
        "Load the missing days, or choose an --as-of up to " + last + ".");
  }
}
