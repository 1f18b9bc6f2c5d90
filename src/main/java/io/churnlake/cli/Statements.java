package io.churnlake.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Divides a text at the semicolons between statements: those in strings, quoted names and comments
 * are none. Comments stay with the statement that they stand in.
 *
 * @param complete the statements that a semicolon ends, without it; blank ones are left out
 * @param rest what follows the last semicolon
 */
record Statements(List<String> complete, String rest) {

  static Statements of(String text) {
    // A compound statement has semicolons of its own, and is refused as a whole.
    if (text.strip().toUpperCase(Locale.ROOT).matches("(?s)BEGIN\\s.*")) {
      return new Statements(List.of(), text);
    }
    List<String> complete = new ArrayList<>();
    int begin = 0;
    for (int at = 0; at < text.length(); ) {
      if (text.charAt(at) == ';') {
        add(complete, text.substring(begin, at));
        begin = at + 1;
        at++;
      } else {
        at = behind(text, at);
      }
    }
    return new Statements(List.copyOf(complete), text.substring(begin));
  }

  /** All of them, the last one with or without a semicolon. */
  List<String> all() {
    List<String> all = new ArrayList<>(complete);
    add(all, rest);
    return all;
  }

  /** Whether a further line would belong to a statement that has begun. */
  boolean isOpen() {
    return !withoutComments(rest).isBlank() || endsWithin(rest);
  }

  private static void add(List<String> statements, String text) {
    if (!withoutComments(text).isBlank()) {
      statements.add(text.strip());
    }
  }

  /** The position behind the character, string, name or comment that begins at {@code at}. */
  private static int behind(String text, int at) {
    char first = text.charAt(at);
    if (first == '\'' || first == '"' || first == '`') {
      return behindQuote(text, at, first);
    }
    if (text.startsWith("--", at)) {
      int end = text.indexOf('\n', at);
      return end < 0 ? text.length() : end + 1;
    }
    if (text.startsWith("/*", at)) {
      int end = text.indexOf("*/", at + 2);
      return end < 0 ? text.length() : end + 2;
    }
    return at + 1;
  }

  private static int behindQuote(String text, int at, char quote) {
    for (int i = at + 1; i < text.length(); i++) {
      if (text.charAt(i) == '\\' && quote != '`') {
        i++;
      } else if (text.charAt(i) == quote) {
        return i + 1;
      }
    }
    return text.length();
  }

  private static String withoutComments(String text) {
    StringBuilder kept = new StringBuilder();
    for (int at = 0; at < text.length(); ) {
      int next = behind(text, at);
      if (!text.startsWith("--", at) && !text.startsWith("/*", at)) {
        kept.append(text, at, next);
      }
      at = next;
    }
    return kept.toString();
  }

  /** Whether the text ends within a comment that has no end yet. */
  private static boolean endsWithin(String text) {
    int begin = text.lastIndexOf("/*");
    return begin >= 0 && text.indexOf("*/", begin) < 0 && withoutComments(text).isBlank();
  }
}
