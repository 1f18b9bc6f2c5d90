package io.churnlake.config;

import io.churnlake.table.CustomerIdentity;
import io.churnlake.table.Table;
import io.churnlake.table.Tables;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The PostgreSQL database that `publish` fills; the password is no setting.
 *
 * @param url of JDBC, empty if there is no database
 * @param user who writes
 * @param passwordFile a file with the password, or empty
 * @param schema where the tables are
 * @param tables which ones, by full name
 * @param slices which slices of those with as_of
 * @param readerRole who may read them, or empty
 * @param identityRole who alone may read the raw ids, or empty: then they are not published
 * @param lockTimeoutSeconds how long to wait for readers of the tables before
 */
public record DatabaseSettings(
    String url,
    String user,
    String passwordFile,
    String schema,
    List<String> tables,
    Slices slices,
    String readerRole,
    String identityRole,
    int lockTimeoutSeconds) {
  /** Everything about it, in a configuration file. */
  static final String SECTION = "churnlake.publish";

  private static final String PASSWORD = "CHURNLAKE_PUBLISH_PASSWORD";

  /** Bytes of a name in PostgreSQL; longer ones are cut there, and may meet others. */
  private static final int LONGEST = 63;

  /** Slices of a table with as_of. */
  public enum Slices {
    /** The newest one. */
    CURRENT,
    /** All of them. */
    ALL
  }

  static DatabaseSettings of(Settings s) {
    DatabaseSettings settings =
        new DatabaseSettings(
            s.string(SECTION + ".url"),
            s.string(SECTION + ".user"),
            s.string(SECTION + ".password-file"),
            s.string(SECTION + ".schema"),
            s.strings(SECTION + ".tables"),
            Slices.valueOf(
                s.oneOf(SECTION + ".slices", List.of("current", "all")).equals("all")
                    ? "ALL"
                    : "CURRENT"),
            s.string(SECTION + ".reader-role"),
            s.string(SECTION + ".identity-role"),
            s.whole(SECTION + ".lock-timeout-seconds", 1, 86_400));
    settings.check(s);
    return settings;
  }

  private void check(Settings s) {
    String problem = secret().problem(url, SECTION + ".user");
    if (!problem.isEmpty()) {
      s.problem(SECTION + ".url", problem);
    } else if (!url.isEmpty() && !url.startsWith("jdbc:postgresql:")) {
      s.problem(SECTION + ".url", "must begin with jdbc:postgresql:");
    }
    name(s, "schema", schema);
    if (schema.isEmpty()) {
      s.problem(SECTION + ".schema", "must not be empty");
    }
    name(s, "reader-role", readerRole);
    name(s, "identity-role", identityRole);
    if (!identityRole.isEmpty() && identityRole.equals(readerRole)) {
      s.problem(SECTION + ".identity-role", "must be another role than reader-role");
    }
    for (String table : tables) {
      Optional<Table> found = Tables.find(table);
      if (found.isEmpty()) {
        s.problem(SECTION + ".tables", "has \"" + table + "\", which is no table of the lake");
      } else if (found.get().equals(CustomerIdentity.TABLE)) {
        s.problem(SECTION + ".tables", "has " + table + ", which identity-role is there for");
      } else if (found.get().restricted()) {
        s.problem(SECTION + ".tables", "has " + table + ", which is restricted");
      }
    }
    if (tables.stream().distinct().count() != tables.size()) {
      s.problem(SECTION + ".tables", "names one more than once");
    }
  }

  private static void name(Settings s, String key, String value) {
    if (value.getBytes(StandardCharsets.UTF_8).length > LONGEST - "_identity".length()) {
      s.problem(SECTION + "." + key, "is longer than PostgreSQL's names can be");
    }
  }

  /**
   * The password: of the environment, else of a file named there or here; empty for a database that
   * asks for none.
   *
   * @throws io.churnlake.error.UserException if the file cannot be read
   */
  public String password(Map<String, String> environment) {
    return secret().in(environment);
  }

  private DatabasePassword secret() {
    return new DatabasePassword(PASSWORD, passwordFile);
  }
}
