package io.churnlake.config;

import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The database that order lines are in; section database of a source mapping. The password is no
 * setting.
 *
 * @param url of JDBC; empty if orders are in no database
 * @param user who reads
 * @param passwordFile a file with the password, or empty
 * @param table its name, with its schema in front, or empty
 * @param query in place of a table, or empty
 * @param grows column that never gets smaller from one row to the next; empty: all is read each
 *     time
 * @param overlap how far behind its last value rows may come late: a number, or a duration
 * @param partitionColumn column by whose range the rows are read in parts; empty: in one
 * @param partitions how many
 */
public record OrderDatabase(
    String url,
    String user,
    String passwordFile,
    String table,
    String query,
    String grows,
    String overlap,
    String partitionColumn,
    int partitions) {
  private static final String SECTION = "source.database.";
  private static final String PASSWORD = "CHURNLAKE_SOURCE_PASSWORD";
  private static final int MOST_PARTITIONS = 256;

  private static final Pattern OVERLAP =
      Pattern.compile("[0-9]{1,18}|[0-9]{1,9} *(second|minute|hour|day)s?");

  /** Nothing that an identifier in quotes could end by. */
  private static final Pattern NAME = Pattern.compile("[^\"`\\p{Cntrl}]*");

  static OrderDatabase load(Settings s, boolean isUsed) {
    OrderDatabase database =
        new OrderDatabase(
            s.string(SECTION + "url"),
            s.string(SECTION + "user"),
            s.string(SECTION + "password-file"),
            s.string(SECTION + "table"),
            s.string(SECTION + "query"),
            s.string(SECTION + "grows"),
            s.string(SECTION + "overlap"),
            s.string(SECTION + "partitions.column"),
            s.whole(SECTION + "partitions.number", 1, MOST_PARTITIONS));
    if (isUsed) {
      database.check(s);
    } else if (!database.url.isEmpty()) {
      s.problem(SECTION + "url", "goes with format = \"jdbc\"");
    }
    return database;
  }

  private void check(Settings s) {
    String problem = secret().problem(url, SECTION + "user");
    if (!problem.isEmpty()) {
      s.problem(SECTION + "url", problem);
    } else if (!url.startsWith("jdbc:postgresql:") && !url.startsWith("jdbc:mysql:")) {
      s.problem(
          SECTION + "url",
          "must begin with jdbc:postgresql: or jdbc:mysql: (MariaDB too; see docs/sources.md)");
    }
    if (table.isEmpty() == query.isEmpty()) {
      s.problem(SECTION + "table", "or query is needed, and not both");
    }
    if (query.contains(";")) {
      s.problem(SECTION + "query", "must be one SELECT, without a semicolon");
    }
    Stream.of("table", "grows", "partitions.column")
        .filter(key -> !NAME.matcher(s.string(SECTION + key)).matches())
        .forEach(key -> s.problem(SECTION + key, "must be a name, without quotes around it"));
    if (grows.isEmpty() != overlap.isEmpty()) {
      s.problem(
          SECTION + "overlap",
          "and grows go together: how far behind the last row others may come late, such as"
              + " \"2 days\", or \"10000\" for a number");
    } else if (!overlap.isEmpty() && !OVERLAP.matcher(overlap).matches()) {
      s.problem(
          SECTION + "overlap",
          "is \"" + overlap + "\", must be a number, or seconds, minutes, hours or days");
    }
  }

  private DatabasePassword secret() {
    return new DatabasePassword(PASSWORD, passwordFile);
  }

  /**
   * The password, of the environment or a file; empty for a database that asks for none.
   *
   * @throws io.churnlake.error.UserException if the file cannot be read
   */
  public String password(Map<String, String> environment) {
    return secret().in(environment);
  }
}
