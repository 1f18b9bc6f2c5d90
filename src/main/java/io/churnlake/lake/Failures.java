package io.churnlake.lake;

import io.churnlake.error.Errors;
import io.churnlake.error.UserException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a user can mend, found behind the failures of Spark, Delta and Hadoop. */
public final class Failures {
  /** Names of data files of a table, in a message. */
  private static final Pattern DATA_FILE =
      Pattern.compile(
          "/(bronze|silver|gold|ops)/(\\w+)/(?:[^/\\s]+/)?([^/\\s]+?\\.(?:parquet|bin))");

  private Failures() {}

  /** The user's error behind a failure, if it is one. */
  public static Optional<UserException> behind(Throwable failure) {
    Optional<UserException> unreadable = UnreadableFileException.behind(failure);
    if (unreadable.isPresent()) {
      return unreadable;
    }
    int depth = 0;
    for (Throwable cause = failure; cause != null && depth < 50; cause = cause.getCause()) {
      if (cause instanceof UserException told) {
        return Optional.of(told);
      }
      String message = String.valueOf(cause.getMessage());
      String lower = message.toLowerCase(Locale.ROOT);
      if (lower.contains("no space left on device") || lower.contains("quota exceeded")) {
        return Optional.of(Errors.diskFull());
      }
      Matcher file = DATA_FILE.matcher(message);
      if (file.find()) {
        String table = file.group(2) + "." + file.group(3);
        return Optional.of(Errors.dataFileDamaged(file.group(1), table, file.group(4)));
      }
      depth++;
    }
    return Optional.empty();
  }
}
