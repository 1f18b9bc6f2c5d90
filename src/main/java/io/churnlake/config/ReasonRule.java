package io.churnlake.config;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A reason to leave that a measure is meant for: a feature, and which of its values. Without a
 * limit every known value but 0.
 *
 * @param feature its column
 * @param least the value must be at least that; null: no such limit
 * @param most the value must be at most that; null: no such limit
 */
public record ReasonRule(String feature, @Nullable Double least, @Nullable Double most) {
  private static final Pattern FORM =
      Pattern.compile("\\s*(\\w+)\\s*(?:(>=|<=)\\s*(-?\\d{1,12}(?:\\.\\d{1,12})?)\\s*)?");

  /**
   * Reads {@code feature}, {@code feature >= number} or {@code feature <= number}.
   *
   * @return empty if it is none of them
   */
  static Optional<ReasonRule> of(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    String name = form.group(1);
    String comparison = form.group(2);
    if (comparison == null) {
      return Optional.of(new ReasonRule(name, null, null));
    }
    double limit = Double.parseDouble(form.group(3));
    return Optional.of(
        comparison.equals(">=")
            ? new ReasonRule(name, limit, null)
            : new ReasonRule(name, null, limit));
  }
}
