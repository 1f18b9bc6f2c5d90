package io.churnlake.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What jobs/nightly.conf says of the night as a whole.
 *
 * @param at the time of day, whole minutes, at which it begins
 * @param zone where it is that time
 * @param retries how often it is tried again after a failure
 * @param retryAfterMinutes how much later
 * @param mostMinutes how long a night may take before it counts as stuck
 * @param values what the other keys say, by the last part of each key; plain texts that need no
 *     quoting in a shell, in YAML or in Python
 */
public record NightDefinition(
    LocalTime at,
    ZoneId zone,
    int retries,
    int retryAfterMinutes,
    int mostMinutes,
    Map<String, String> values) {
  private static final String NAME = "jobs/nightly.conf";
  private static final Pattern TIME = Pattern.compile("([01]\\d|2[0-3]):[0-5]\\d");

  /** What stands for itself in every form that these values are written in. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_/][A-Za-z0-9_./:@+=-]*");

  private static final Set<String> NUMBERS =
      Set.of("night.retries", "night.retry-after-minutes", "night.most-minutes");

  public NightDefinition {
    values = Map.copyOf(values);
  }

  /**
   * The definition that the program carries, with what a file says otherwise.
   *
   * @throws io.churnlake.error.UserException naming all problems of the file
   */
  public static NightDefinition of(@Nullable Path file) {
    Config own = file == null ? ConfigFactory.empty() : Settings.file(file);
    String origin = file == null ? NAME : file.toString();
    String reference = "/churnlake/" + NAME;
    Settings s = Settings.over(reference, origin, own);
    String at = s.string("night.at");
    if (!TIME.matcher(at).matches()) {
      s.problem("night.at", "is \"" + at + "\", must be a time such as 02:30");
    }
    String zone = s.zone("night.zone", Settings.Presence.REQUIRED);
    int retries = s.whole("night.retries", 0, 20);
    int retryAfterMinutes = s.whole("night.retry-after-minutes", 1, 24 * 60);
    int mostMinutes = s.whole("night.most-minutes", 1, 7 * 24 * 60);
    Map<String, String> values = new LinkedHashMap<>();
    for (var entry : Settings.resource(reference).entrySet()) {
      String key = entry.getKey();
      if (!NUMBERS.contains(key)) {
        String value = s.string(key);
        if (!PLAIN.matcher(value).matches()) {
          s.problem(
              key,
              "is \"" + value + "\", must be of letters, digits and _ . / : @ + = - (no blanks)");
        }
        values.put(key.substring(key.lastIndexOf('.') + 1), value);
      }
    }
    s.check();
    return new NightDefinition(
        LocalTime.parse(at), ZoneId.of(zone), retries, retryAfterMinutes, mostMinutes, values);
  }
}
