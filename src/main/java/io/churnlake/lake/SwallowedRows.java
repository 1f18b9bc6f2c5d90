package io.churnlake.lake;

import java.util.List;

/**
 * Tells a text of several lines in a quoted field from rows that a stray quote has swallowed.
 *
 * <p>A line of the record is taken for a row if, read by itself, it has as many fields as a row of
 * the file, and what it has in them looks like what the record has: in at least half of the columns
 * in which the record has a digit it has one too, with blanks inside as there or without. The line
 * on which the record ends shares its last columns with it; it is compared in the columns before
 * the text alone, and is a row only if the line on which the record begins has as many fields as
 * one, too. Where no digit tells, the number of fields decides if it is {@link #TELLING} or more.
 *
 * <p>A record that itself has not as many fields as a row is broken anyway: there it is enough that
 * one of its lines, be it the first, has.
 */
final class SwallowedRows {
  /** A text with so many fields at delimiters, as many as a row has, is hardly chance. */
  private static final int TELLING = 4;

  private final FieldSplitter splitter;

  SwallowedRows(FieldSplitter splitter) {
    this.splitter = splitter;
  }

  /**
   * Whether a record of several lines holds rows.
   *
   * @param lines its lines
   * @param record its fields
   * @param width fields of a row of the file
   */
  boolean in(List<String> lines, String[] record, int width) {
    if (width < 2) {
      return false;
    }
    boolean beginsLikeRow = splitter.alone(lines.get(0)).length == width;
    boolean isBroken = record.length != width;
    if (isBroken && beginsLikeRow) {
      return true;
    }
    int text = 0;
    while (!isBroken && record[text].indexOf('\n') < 0) {
      text++;
    }
    int last = lines.size() - 1;
    for (int i = 1; i <= last; i++) {
      String[] alone = splitter.alone(lines.get(i));
      if (alone.length == width
          && (isBroken
              || (i < last
                  ? isLike(alone, record, text, width)
                  : beginsLikeRow && text > 0 && isLike(alone, record, text, text)))) {
        return true;
      }
    }
    return false;
  }

  /** Compares the columns before {@code end} other than the text's. */
  private static boolean isLike(String[] line, String[] record, int text, int end) {
    int telling = 0;
    int alike = 0;
    for (int i = 0; i < end; i++) {
      String here = record[i].strip();
      if (i != text && hasDigit(here)) {
        String there = line[i].strip();
        telling++;
        alike += hasDigit(there) && (here.indexOf(' ') < 0) == (there.indexOf(' ') < 0) ? 1 : 0;
      }
    }
    return telling == 0 ? record.length >= TELLING : 2 * alike >= telling;
  }

  private static boolean hasDigit(String text) {
    return text.chars().anyMatch(Character::isDigit);
  }
}
