package io.churnlake.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Whether a night has had somebody told how it ended. `schedule` asks: a process that was killed,
 * or did not start, tells nobody.
 *
 * @param file where it is said; null if nobody asks
 */
record Ending(@Nullable Path file) {
  /** It came to its end, good or not, and there was nothing to tell. */
  static final String QUIET = "quiet";

  static final String FAILURE = "failure";
  static final String RECOVERY = "recovery";

  void say(String word) {
    if (file != null) {
      try {
        Files.writeString(file, word, StandardCharsets.US_ASCII);
      } catch (IOException unsaid) {
        // Then somebody is told once more, which is better than not at all.
      }
    }
  }

  /** What was said; empty if nothing was. */
  String said() {
    if (file == null) {
      return "";
    }
    try {
      return Files.readString(file, StandardCharsets.US_ASCII).strip();
    } catch (IOException nothing) {
      return "";
    }
  }
}
