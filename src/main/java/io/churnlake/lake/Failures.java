package io.churnlake.lake;

import io.churnlake.error.Errors;
import io.churnlake.error.UserException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a user can mend, found behind the failures of Spark, Delta and Hadoop. */
public final class Failures {
  /** What Spark and Delta say when a file that a log names cannot be read. */
  private static final Pattern UNREAD_DATA_FILE =
      Pattern.compile(
          "(?s)(?:FAILED_READ_FILE|FILE_NOT_EXIST|FileNotFoundException|does not exist"
              + "|not a Parquet file|Not all files).*?"
              + "(?:file:)?((?:\\w+:/)?/[^\\n]*?)/(bronze|silver|gold|ops)/(\\w+)/(?:[^/\\s]+/)?"
              + "([^/\\s]+?\\.(?:parquet|bin))");

  private static final int CAUSES = 50;

  private Failures() {}

  /** The user's error behind a failure, if it is one. */
  public static Optional<UserException> behind(Throwable failure) {
    Optional<UserException> unreadable = UnreadableFileException.behind(failure);
    if (unreadable.isPresent()) {
      return unreadable;
    }
    List<Throwable> causes = causes(failure);
    for (Throwable cause : causes) {
      if (cause instanceof UserException told) {
        return Optional.of(told);
      }
      String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
      if (message.contains("no space left on device") || message.contains("quota exceeded")) {
        return Optional.of(Errors.diskFull());
      }
    }
    Optional<UserException> store = StoreFailures.behind(causes);
    if (store.isPresent()) {
      return store;
    }
    for (Throwable cause : causes) {
      Matcher file = UNREAD_DATA_FILE.matcher(cause.toString());
      if (file.find()) {
        String table = file.group(2) + "." + file.group(3);
        return Optional.of(Errors.dataFileDamaged(file.group(1), table, file.group(4)));
      }
    }
    return Optional.empty();
  }

  /** What is behind a failure to reach something; its own words if nothing better is known. */
  static UserException told(IOException failure, String problem, String remedy) {
    return behind(failure)
        .orElseGet(() -> Errors.usage(problem, String.valueOf(failure.getMessage()), remedy));
  }

  private static List<Throwable> causes(Throwable failure) {
    List<Throwable> causes = new ArrayList<>();
    for (Throwable cause = failure;
        cause != null && causes.size() < CAUSES;
        cause = cause.getCause()) {
      causes.add(cause);
    }
    return causes;
  }
}
