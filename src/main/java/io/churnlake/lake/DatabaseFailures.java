package io.churnlake.lake;

import io.churnlake.error.Errors;
import java.sql.SQLException;

/** What a database says, without details of the server, which repeat values of rows. */
final class DatabaseFailures {
  private static final int CAUSES = 50;
  private static final int CLASS = 2;

  private DatabaseFailures() {}

  /** The failure as a user can mend it, if a database is behind it. */
  static RuntimeException told(Exception failure, String what) {
    Throwable cause = failure;
    for (int i = 0; i < CAUSES && cause != null; i++, cause = cause.getCause()) {
      if (cause instanceof SQLException refused) {
        return told(refused, what);
      }
    }
    RuntimeException other =
        failure instanceof RuntimeException e ? e : new IllegalStateException(failure);
    return Failures.behind(failure).map(RuntimeException.class::cast).orElse(other);
  }

  private static RuntimeException told(SQLException refused, String what) {
    String state = String.valueOf(refused.getSQLState());
    String message = String.valueOf(refused.getMessage());
    String remedy =
        switch (state.substring(0, Math.min(CLASS, state.length()))) {
          case "08" -> "Check database.url in the source mapping, and that the server runs.";
          case "28" ->
              "Check database.user and the password: CHURNLAKE_SOURCE_PASSWORD, or a file that"
                  + " database.password-file names.";
          case "42" ->
              "Check database.table or database.query in the source mapping (capitals matter), and"
                  + " that the user may read it.";
          default -> "Check database.* in the source mapping, and what the server's log says.";
        };
    return Errors.usage(
        "The orders of " + what + " cannot be read from the database.",
        message.lines().findFirst().orElse("").strip() + " (" + state + ")",
        remedy);
  }
}
