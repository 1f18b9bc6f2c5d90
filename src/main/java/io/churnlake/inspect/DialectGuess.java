package io.churnlake.inspect;

import io.churnlake.config.SourceMapping.Format;
import io.churnlake.error.Errors;
import io.churnlake.lake.SampleRecords;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How a file is written, found by reading its beginning in each way that is usual, with the readers
 * of a run: the way in which most rows have as many fields as the header is the file's.
 */
final class DialectGuess {
  private static final int BEGINNING = 1 << 18;
  private static final int ROWS = 300;
  private static final char QUOTE = '"';
  private static final List<String> DELIMITERS = List.of(",", ";", "\t", "|", "||");

  /** A name of a column is no number, date or address. */
  private static final Pattern VALUE =
      Pattern.compile(
          "[-+(]?[\\p{Sc}]?[\\d.,]+[)%-]?|\\d{1,4}[-/.]\\d{1,2}[-/.]\\d{1,4}.*|.+@.+\\..+");

  private static final List<String> TABLES =
      List.of("xlsx", "xlsm", "xls", "xlsb", "ods", "numbers");

  private final SampleRecords records;

  DialectGuess(SampleRecords records) {
    this.records = records;
  }

  /**
   * How the file is written.
   *
   * @throws io.churnlake.error.UserException if it is no file that can be read
   */
  Dialect of(SampleFile file) {
    String ending = file.ending().toLowerCase(Locale.ROOT);
    if (file.isSheet()) {
      return withHeader(file, new Dialect(Format.XLSX, "UTF-8", false, "", ",", QUOTE, true, ""));
    }
    if (TABLES.contains(ending)) {
      throw Errors.exportUnreadable(
          file.name(),
          "It is a table of a spreadsheet program in a form that a run does not read.",
          "Save it as .xlsx, or as CSV in UTF-8, and inspect that.");
    }
    try {
      byte[] bytes = records.beginning(file.file(), BEGINNING);
      if (ending.equals("parquet") || begins(bytes, "PAR1")) {
        return new Dialect(Format.PARQUET, "UTF-8", false, "", ",", QUOTE, true, "");
      }
      String encoding = Encodings.of(bytes);
      String text = new String(bytes, Charset.forName(encoding));
      boolean mark = Encodings.hasMark(bytes);
      String begins = text.replace("\uFEFF", "").stripLeading();
      if (begins.startsWith("{") || begins.startsWith("[")) {
        return new Dialect(Format.JSON, encoding, mark, lineEnds(text), ",", QUOTE, true, "");
      }
      return delimited(file, encoding, mark, lineEnds(text));
    } catch (IOException e) {
      throw Errors.filesUnreadable(List.of(file.name() + ": " + e.getMessage()));
    }
  }

  /**
   * Refuses a file that is no text, or a page.
   *
   * @param dialect as it was guessed
   * @throws io.churnlake.error.UserException if it is
   */
  void refuseIfNoTable(SampleFile file, Dialect dialect) {
    if (dialect.format() == Format.PARQUET || dialect.format() == Format.XLSX) {
      return;
    }
    try {
      byte[] bytes = records.beginning(file.file(), BEGINNING);
      String text = new String(bytes, Charset.forName(dialect.encoding()));
      if (!Encodings.isText(text)) {
        throw Errors.filesUnreadable(List.of(file.name() + ": it looks like no text"));
      }
      if (text.replace("\uFEFF", "")
          .stripLeading()
          .matches("(?is)<(\\?xml|!doctype|!--|[a-z]+[ >]).*")) {
        throw Errors.filesUnreadable(List.of(file.name() + ": it looks like XML or HTML"));
      }
    } catch (IOException e) {
      throw Errors.filesUnreadable(List.of(file.name() + ": " + e.getMessage()));
    }
  }

  private static boolean begins(byte[] bytes, String with) {
    return bytes.length >= with.length()
        && new String(bytes, 0, with.length(), Charset.forName("ISO-8859-1")).equals(with);
  }

  /** How many records of a way of reading are whole, and how wide they are. */
  private record Tried(Dialect dialect, int width, double whole) {
    boolean isBetterThan(Tried other) {
      return Math.abs(whole - other.whole) > 1e-9 ? whole > other.whole : width > other.width;
    }
  }

  private Dialect delimited(SampleFile file, String encoding, boolean mark, String lineEnds) {
    Tried best = null;
    for (String delimiter : DELIMITERS) {
      Tried tried =
          tried(
              file, new Dialect(Format.CSV, encoding, mark, lineEnds, delimiter, QUOTE, true, ""));
      if (tried.width() > 1 && (best == null || tried.isBetterThan(best))) {
        best = tried;
      }
    }
    if (best == null || best.whole() < 0.5) {
      Tried blanks =
          tried(
              file, new Dialect(Format.WHITESPACE, encoding, mark, lineEnds, ",", QUOTE, true, ""));
      if (blanks.width() > 1 && (best == null || blanks.isBetterThan(best))) {
        best = blanks;
      }
    }
    if (best == null) {
      return withHeader(
          file, new Dialect(Format.CSV, encoding, mark, lineEnds, ",", QUOTE, true, ""));
    }
    if (best.whole() < 1 && best.dialect().format() == Format.CSV) {
      Dialect quoted = best.dialect();
      Tried unquoted =
          tried(
              file,
              new Dialect(
                  Format.CSV,
                  encoding,
                  mark,
                  lineEnds,
                  quoted.delimiter(),
                  Dialect.NO_QUOTE,
                  true,
                  ""));
      best = unquoted.whole() > best.whole() ? unquoted : best;
    }
    return withHeader(file, best.dialect());
  }

  private Tried tried(SampleFile file, Dialect dialect) {
    try {
      int width = records.columns(file.file().named("file"), dialect.records()).size();
      var sample = records.first(file.file().named("file"), dialect.records(), List.of(), ROWS);
      long whole = sample.records().stream().filter(record -> record.problem() == null).count();
      double share = sample.records().isEmpty() ? 1 : (double) whole / sample.records().size();
      return new Tried(dialect, width, share);
    } catch (IOException unreadable) {
      return new Tried(dialect, 0, 0);
    }
  }

  private Dialect withHeader(SampleFile file, Dialect dialect) {
    try {
      List<String> first = records.columns(file.file().named("file"), dialect.records());
      List<String> named = first.stream().filter(name -> !name.isEmpty()).toList();
      boolean isHeader =
          !named.isEmpty()
              && named.stream().noneMatch(name -> VALUE.matcher(name).matches())
              && Set.copyOf(new HashSet<>(named)).size() == named.size();
      return isHeader
          ? dialect
          : new Dialect(
              dialect.format(),
              dialect.encoding(),
              dialect.mark(),
              dialect.lineEnds(),
              dialect.delimiter(),
              dialect.quote(),
              false,
              "");
    } catch (IOException e) {
      throw Errors.filesUnreadable(List.of(file.name() + ": " + e.getMessage()));
    }
  }

  private static String lineEnds(String text) {
    Map<String, Integer> ends = new TreeMap<>();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n') {
        ends.merge("CRLF", 1, Integer::sum);
        i++;
      } else if (c == '\r' || c == '\n') {
        ends.merge(c == '\r' ? "CR" : "LF", 1, Integer::sum);
      }
    }
    return ends.keySet().stream().collect(Collectors.joining(" and "));
  }
}
