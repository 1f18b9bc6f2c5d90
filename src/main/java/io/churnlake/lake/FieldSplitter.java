package io.churnlake.lake;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a record's lines at a delimiter.
 *
 * <ul>
 *   <li>A field is quoted if a quote is its very first character. Within it a doubled quote is one
 *       quote, and delimiters and line ends are text. A quote before a delimiter or the end of the
 *       line closes it; blanks may stand between.
 *   <li>Any other quote within it means that the field is not quoted after all: it goes to the next
 *       delimiter after that quote, and stays as it stands.
 *   <li>In all other fields a quote is a character like others.
 * </ul>
 */
final class FieldSplitter {
  /** Where a record stands at the end of a line. */
  enum State {
    /** It ends there. */
    ENDED,
    /** It goes on with the next line: a quoted field is not closed. */
    OPEN,
    /** The field that earlier lines left open can be no quoted one. */
    BROKEN
  }

  /** No place: the record ends with the line. */
  private static final int NONE = -1;

  private static final int STAYS_OPEN = -2;
  private static final int IS_BROKEN = -3;

  private final String delimiter;
  private final char quote;
  private final List<String> fields = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();

  FieldSplitter(String delimiter, char quote) {
    this.delimiter = delimiter;
    this.quote = quote;
  }

  /** The fields so far, without the one that is open. */
  List<String> fields() {
    return fields;
  }

  /** Begins a record. */
  State begin(String line) {
    return begin(line, false);
  }

  /** Goes on with a record that is open. */
  State goOn(String line) {
    text.append('\n');
    return split(line, inQuotes(line, 0, NONE, false), false);
  }

  /** The fields of a line alone; a quote that it does not close is a character like others. */
  String[] alone(String line) {
    begin(line, true);
    return fields.toArray(String[]::new);
  }

  private State begin(String line, boolean alone) {
    fields.clear();
    boolean isMarked = !line.isEmpty() && line.charAt(0) == RecordReader.MARK;
    return split(line, isMarked ? 1 : 0, alone);
  }

  /** Splits the line from a place on where a field begins, or says what its last field is. */
  private State split(String line, int from, boolean alone) {
    int at = from;
    while (at >= 0 && fields.size() <= RecordReader.MAX_FIELDS) {
      if (at < line.length() && line.charAt(at) == quote) {
        text.setLength(0);
        at = inQuotes(line, at + 1, at, alone);
      } else {
        at = unquoted(line, at, at);
      }
    }
    return switch (at) {
      case STAYS_OPEN -> State.OPEN;
      case IS_BROKEN -> State.BROKEN;
      default -> State.ENDED;
    };
  }

  /**
   * Goes on within a quoted field.
   *
   * @param begin where the line has its opening quote; NONE if an earlier line has
   * @return where the next field begins, or one of the negative constants
   */
  private int inQuotes(String line, int from, int begin, boolean alone) {
    int at = from;
    int next;
    while ((next = line.indexOf(quote, at)) >= 0) {
      text.append(line, at, next);
      if (next + 1 < line.length() && line.charAt(next + 1) == quote) {
        text.append(quote);
        at = next + 2;
        continue;
      }
      int after = pastBlanks(line, next + 1);
      if (after < line.length() && !line.startsWith(delimiter, after)) {
        return begin == NONE ? IS_BROKEN : unquoted(line, begin, next);
      }
      fields.add(text.toString());
      return after == line.length() ? NONE : after + delimiter.length();
    }
    if (alone) {
      return unquoted(line, begin, begin);
    }
    text.append(line, at, line.length());
    return STAYS_OPEN;
  }

  private int pastBlanks(String line, int from) {
    int at = from;
    while (at < line.length() && line.charAt(at) <= ' ' && !line.startsWith(delimiter, at)) {
      at++;
    }
    return at;
  }

  /** Adds the field from {@code begin} to the first delimiter at or behind {@code behind}. */
  private int unquoted(String line, int begin, int behind) {
    // Looking for a character is quicker.
    int end =
        delimiter.length() == 1
            ? line.indexOf(delimiter.charAt(0), behind)
            : line.indexOf(delimiter, behind);
    fields.add(line.substring(begin, end < 0 ? line.length() : end));
    return end < 0 ? NONE : end + delimiter.length();
  }
}
