package io.churnlake.lake;

import io.churnlake.error.Errors;
import io.churnlake.error.UserException;
import java.util.List;
import java.util.Optional;

/** Thrown on an executor when a file turns out to be broken; told to the user by the driver. */
public final class UnreadableFileException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final String MARK = UnreadableFileException.class.getName() + ": ";

  UnreadableFileException(String message, Throwable cause) {
    super(message, cause);
  }

  /** The user's error behind a failure of Spark's, if a broken file is what it was. */
  public static Optional<UserException> behind(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnreadableFileException) {
        return Optional.of(Errors.filesUnreadable(List.of(String.valueOf(cause.getMessage()))));
      }
      // From an executor in another process only the text arrives.
      String text = String.valueOf(cause.getMessage());
      int at = text.indexOf(MARK);
      if (at >= 0) {
        String told = text.substring(at + MARK.length()).lines().findFirst().orElse("");
        return Optional.of(Errors.filesUnreadable(List.of(told)));
      }
    }
    return Optional.empty();
  }
}
