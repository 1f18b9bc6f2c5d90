package io.churnlake.config;

import java.util.regex.Pattern;

/**
 * Whose ids a source has. Sources that name the same orders deliver the same orders, and of those
 * that name the same customers an id is the same person; all others are kept apart.
 *
 * @param orders whose order ids
 * @param customers whose customer ids
 */
public record IdSpaces(String orders, String customers) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]*");

  static IdSpaces load(Settings s, String source) {
    return new IdSpaces(
        name(s, "source.ids.orders", source), name(s, "source.ids.customers", source));
  }

  private static String name(Settings s, String key, String source) {
    String name = s.string(key);
    if (!name.isEmpty() && !NAME.matcher(name).matches()) {
      s.problem(key, "is \"" + name + "\", must be letters, digits and dashes");
    }
    return name.isEmpty() ? source : name;
  }

  /** Whether all ids are the source's own. */
  boolean areOwn(String source) {
    return orders.equals(source) && customers.equals(source);
  }
}
