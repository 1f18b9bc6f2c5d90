package io.churnlake.config;

import io.churnlake.error.Errors;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * Where the password of a database is: in the environment, or in a file; it is no setting.
 *
 * @param variable of the environment that holds it; with {@code _FILE} behind, that names its file
 * @param file of the settings, or empty
 */
record DatabasePassword(String variable, String file) {
  /**
   * What is wrong with a URL that may hold the password itself, and is not shown for that; empty if
   * nothing is.
   *
   * @param userKey the setting that the user belongs into
   */
  String problem(String url, String userKey) {
    String lower = url.toLowerCase(Locale.ROOT);
    return lower.contains("password") || url.matches("(?s).*//[^/?]*@.*")
        ? "names a password or a user: the password belongs into "
            + variable
            + " or a file, the user into "
            + userKey
        : "";
  }

  /**
   * The password: of the environment, else of a file named there or here; empty for a database that
   * asks for none.
   *
   * @throws io.churnlake.error.UserException if the file cannot be read
   */
  String in(Map<String, String> environment) {
    String inline = environment.getOrDefault(variable, "");
    String named = environment.getOrDefault(variable + "_FILE", file);
    if (!inline.isEmpty() || named.isEmpty()) {
      return inline;
    }
    try {
      return Files.readString(Path.of(named), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw Errors.usage(
          "The file with the database's password cannot be read.",
          named + ": " + e.getClass().getSimpleName(),
          "Check the path and who may read it, or set " + variable + ".");
    }
  }
}
