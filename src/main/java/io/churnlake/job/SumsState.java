package io.churnlake.job;

import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a table of sums over customers was made of, noted in its commits.
 *
 * @param asOf the business date
 * @param days version of silver.customer_days
 * @param returns version of silver.returns
 * @param customers version of silver.customers
 * @param attributes version of silver.customer_attributes, -1 if it is not looked at
 * @param rules hash of the settings that the sums depend on
 */
record SumsState(
    LocalDate asOf, long days, long returns, long customers, long attributes, String rules) {
  private static final Pattern NOTE =
      Pattern.compile(
          "sums as of ([0-9]{4}-[0-9]{2}-[0-9]{2}) of days ([0-9]{1,18}), returns ([0-9]{1,18}),"
              + " customers ([0-9]{1,18}), attributes (-?[0-9]{1,18}), rules ([0-9a-f]+)");

  String note() {
    return "sums as of %s of days %d, returns %d, customers %d, attributes %d, rules %s"
        .formatted(asOf, days, returns, customers, attributes, rules);
  }

  static Optional<SumsState> of(String note) {
    Matcher parts = NOTE.matcher(note);
    return parts.matches()
        ? Optional.of(
            new SumsState(
                LocalDate.parse(parts.group(1)),
                Long.parseLong(parts.group(2)),
                Long.parseLong(parts.group(3)),
                Long.parseLong(parts.group(4)),
                Long.parseLong(parts.group(5)),
                parts.group(6)))
        : Optional.empty();
  }

  /** Whether both follow the same rules, and both look at attributes or neither does. */
  boolean isComparableTo(SumsState other) {
    return rules.equals(other.rules) && (attributes < 0) == (other.attributes < 0);
  }
}
