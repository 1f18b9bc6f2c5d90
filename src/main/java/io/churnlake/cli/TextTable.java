package io.churnlake.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.apache.commons.text.WordUtils;

/**
 * Rows of cells on a screen. Where they are wider than it, a text at the end of the line is
 * wrapped, or texts are shortened; where that is not enough, each row is printed from top to
 * bottom, with all that its cells hold. Numbers and dates are never cut.
 */
final class TextTable {
  private static final String GAP = "  ";
  private static final String CUT = "…";

  /** A text is not made shorter than this: less tells nothing. */
  private static final int SHORTEST = 12;

  /** A text is wrapped where there is room for some words in a line. */
  private static final int WORDS = 30;

  private final List<String> names;
  private final List<Kind> kinds;
  private final List<List<String>> rows;
  private boolean wraps;

  /** What a column holds. */
  enum Kind {
    NUMBER,
    TEXT,
    OTHER
  }

  TextTable(List<String> names, List<Kind> kinds, List<List<String>> rows) {
    this.names = names;
    this.kinds = kinds;
    this.rows = rows;
  }

  /**
   * Prints the rows.
   *
   * @param width characters in a line of the screen; empty where the output is no screen
   */
  void print(PrintStream out, OptionalInt width) {
    int[] widths = widths();
    if (width.isPresent()) {
      wrapLast(widths, width.getAsInt());
    }
    if (width.isEmpty() || shorten(widths, width.getAsInt())) {
      horizontal(out, widths);
    } else {
      vertical(out, width.getAsInt());
    }
  }

  private int[] widths() {
    return IntStream.range(0, names.size())
        .map(
            i ->
                Math.max(
                    names.get(i).length(),
                    rows.stream().mapToInt(row -> row.get(i).length()).max().orElse(0)))
        .toArray();
  }

  /** A text at the end of the line goes on below, where there is room for words. */
  private void wrapLast(int[] widths, int width) {
    int last = widths.length - 1;
    if (last > 0 && kinds.get(last) == Kind.TEXT && total(widths) > width) {
      int room = width - (total(widths) - widths[last]);
      if (room >= Math.max(WORDS, names.get(last).length())) {
        widths[last] = room;
        wraps = true;
      }
    }
  }

  /** Takes from the widest texts until all fit; false if they cannot. */
  private boolean shorten(int[] widths, int width) {
    while (total(widths) > width) {
      int widest = -1;
      for (int i = 0; i < widths.length; i++) {
        int least = Math.max(SHORTEST, names.get(i).length());
        boolean can = kinds.get(i) == Kind.TEXT && widths[i] > least;
        if (can && (widest < 0 || widths[i] > widths[widest])) {
          widest = i;
        }
      }
      if (widest < 0) {
        return false;
      }
      widths[widest]--;
    }
    return true;
  }

  private static int total(int[] widths) {
    return Arrays.stream(widths).sum() + GAP.length() * Math.max(0, widths.length - 1);
  }

  private void horizontal(PrintStream out, int[] widths) {
    out.println(line(names, widths));
    out.println("-".repeat(total(widths)));
    for (List<String> row : rows) {
      if (wraps) {
        wrapped(out, row, widths);
      } else {
        out.println(line(row, widths));
      }
    }
  }

  private void wrapped(PrintStream out, List<String> row, int[] widths) {
    int last = widths.length - 1;
    List<String> cells = new ArrayList<>(row);
    for (String part : WordUtils.wrap(row.get(last), widths[last], "\n", true).split("\n", -1)) {
      cells.set(last, part);
      out.println(line(cells, widths));
      Collections.fill(cells, "");
    }
  }

  private String line(List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String cell = cells.get(i);
      if (cell.length() > widths[i]) {
        cell = cell.substring(0, widths[i] - CUT.length()) + CUT;
      }
      String padding = " ".repeat(widths[i] - cell.length());
      line.append(i == 0 ? "" : GAP)
          .append(kinds.get(i) == Kind.NUMBER ? padding + cell : cell + padding);
    }
    return line.toString().stripTrailing();
  }

  private void vertical(PrintStream out, int width) {
    int longest = names.stream().mapToInt(String::length).max().orElse(0);
    for (int r = 0; r < rows.size(); r++) {
      String title = "-- row " + (r + 1) + " ";
      out.println(title + "-".repeat(Math.max(0, Math.min(width, 60) - title.length())));
      for (int i = 0; i < names.size(); i++) {
        String name = names.get(i);
        out.println(
            (name + " ".repeat(longest - name.length()) + GAP + rows.get(r).get(i))
                .stripTrailing());
      }
    }
  }
}
