package io.churnlake.customer;

import io.churnlake.parse.IdRules;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What in a row's raw text may be a customer id. A row that could not be read has no fields to
 * trust, so everything that stands alone is tried: between delimiters, between blanks and quotes,
 * and each run of letters and digits. A short number is tried only where it stands alone, since
 * days, hours and pieces are short numbers too.
 */
final class RawTokens {
  private static final Pattern STANDS_ALONE = Pattern.compile("[\\s,;|\"'{}\\[\\]()<>=]+");
  private static final Pattern NO_LETTER_OR_DIGIT = Pattern.compile("[^\\p{L}\\p{N}]+");
  private static final Pattern SHORT_NUMBER = Pattern.compile("[0-9]{1,5}");

  private RawTokens() {}

  /**
   * The candidates in {@code raw}.
   *
   * @param delimiter the source's field delimiter
   * @param rules how the source reads ids
   */
  static Set<String> of(String raw, String delimiter, IdRules rules) {
    Set<String> tokens = new LinkedHashSet<>();
    Pattern fields = Pattern.compile("[\\r\\n]|" + Pattern.quote(delimiter));
    for (String field : fields.split(raw, -1)) {
      add(tokens, unquoted(field), rules);
    }
    for (String piece : STANDS_ALONE.split(raw, -1)) {
      add(tokens, piece, rules);
    }
    for (String run : NO_LETTER_OR_DIGIT.split(raw, -1)) {
      if (!SHORT_NUMBER.matcher(run).matches()) {
        add(tokens, run, rules);
      }
    }
    return tokens;
  }

  /** As the source cleans ids; the text as it stands counts too. */
  private static void add(Set<String> tokens, String text, IdRules rules) {
    String token = text.strip();
    if (!token.isEmpty()) {
      tokens.add(token);
      rules.read(token).ifPresent(tokens::add);
    }
  }

  private static String unquoted(String field) {
    return field.replace("\"", "").replace("'", "");
  }
}
