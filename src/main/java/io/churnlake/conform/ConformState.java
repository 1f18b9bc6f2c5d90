package io.churnlake.conform;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What silver was made of, noted in the commits of silver.order_lines. A commit that somebody else
 * made has no such note, and silver is then made anew.
 *
 * @param throughLoad the newest load in it
 * @param rules hash of the rules that were applied
 * @param logStart the log's first day
 */
public record ConformState(long throughLoad, String rules, LocalDate logStart) {
  private static final Pattern NOTE =
      Pattern.compile("conformed through load ([0-9]+), rules ([0-9a-f]+), log from ([0-9-]+)");

  public String note() {
    return "conformed through load " + throughLoad + ", rules " + rules + ", log from " + logStart;
  }

  public static Optional<ConformState> of(String note) {
    Matcher parts = NOTE.matcher(note);
    if (!parts.matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new ConformState(
              Long.parseLong(parts.group(1)), parts.group(2), LocalDate.parse(parts.group(3))));
    } catch (NumberFormatException | DateTimeException e) {
      return Optional.empty();
    }
  }
}
