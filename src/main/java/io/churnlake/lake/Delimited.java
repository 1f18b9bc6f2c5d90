package io.churnlake.lake;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Text with a delimiter between fields. A record is a line, and goes on with the next ones while a
 * quoted field is open. If that field never closes, or holds rows, the record's first line alone is
 * a broken record, and those behind it are read again as records of their own.
 */
final class Delimited implements FieldReader {
  /** A line of the file; {@code cut} if only its beginning was read. */
  private record Line(long number, String text, boolean cut) {}

  private static final Pattern SEPARATOR = Pattern.compile("\uFEFF?\"?sep=.{1,2}\"?");

  private final LineSource lines;
  private final Deque<Line> givenBack = new ArrayDeque<>();
  private final FieldSplitter splitter;
  private final SwallowedRows swallowed;
  private final boolean isNamed;

  /** Fields of the header; where there is none, of most of the rows so far. 0 at first. */
  private int width;

  /** By how much those rows outnumber the others. */
  private long majority;

  private String raw = "";
  private @Nullable String problem;
  private long ended;
  private int spanned;
  private long blank;

  Delimited(Reader text, RecordFormat format, FilePart part) {
    this(new BoundedLines(text, RecordReader.MAX_RECORD_CHARACTERS, part.line()), format, part);
  }

  Delimited(LineSource lines, RecordFormat format, FilePart part) {
    this.lines = lines;
    this.width = part.width();
    this.majority = part.majority();
    this.splitter = new FieldSplitter(format.delimiter(), format.quote());
    this.swallowed = new SwallowedRows(splitter);
    this.isNamed = format.header() == RecordFormat.Header.FIRST_LINE;
  }

  @Override
  public String @Nullable [] next() throws IOException {
    Line line = nextLine();
    while (line != null && (isEmpty(line.text()) || tellsDelimiter(line))) {
      blank++;
      line = nextLine();
    }
    if (line == null) {
      return null;
    }
    raw = line.text();
    ended = line.number();
    spanned = 1;
    problem = null;
    if (line.cut()) {
      problem = RecordReader.LINE_TOO_LONG;
      return splitter.alone(raw);
    }
    if (splitter.begin(raw) == FieldSplitter.State.ENDED) {
      String[] fields = fields();
      learn(fields.length);
      return fields;
    }
    return overLines(line);
  }

  /** Takes the width from the header, or by a vote of the rows. */
  private void learn(int fields) {
    if (isNamed) {
      width = width > 0 ? width : fields;
    } else if (majority == 0) {
      width = fields;
      majority = 1;
    } else {
      majority += fields == width ? 1 : -1;
    }
  }

  /** Fields of a row, as far as they are known; 0 if not. */
  int width() {
    return width;
  }

  long majority() {
    return majority;
  }

  /** Whether lines were read that are to be read again. */
  boolean hasLinesAgain() {
    return !givenBack.isEmpty();
  }

  private @Nullable Line nextLine() throws IOException {
    Line again = givenBack.poll();
    if (again != null) {
      return again;
    }
    String text = lines.next();
    return text == null ? null : new Line(lines.line(), text, lines.wasCut());
  }

  /** A mark alone is nothing either. */
  private static boolean isEmpty(String text) {
    return text.isEmpty() || (text.length() == 1 && text.charAt(0) == RecordReader.MARK);
  }

  /** Some programs say at the top of a file what stands between its fields: {@code sep=;}. */
  private static boolean tellsDelimiter(Line line) {
    return line.number() == 1 && SEPARATOR.matcher(line.text()).matches();
  }

  private String[] fields() {
    return splitter.fields().toArray(String[]::new);
  }

  /** A record whose first line leaves a quoted field open. */
  private String[] overLines(Line first) throws IOException {
    List<Line> taken = new ArrayList<>();
    FieldSplitter.State state = FieldSplitter.State.OPEN;
    long characters = first.text().length();
    while (state == FieldSplitter.State.OPEN) {
      Line line = nextLine();
      if (line == null) {
        break;
      }
      taken.add(line);
      characters += 1 + line.text().length();
      if (line.cut()
          || characters > RecordReader.MAX_RECORD_CHARACTERS
          || taken.size() >= RecordReader.MAX_RECORD_LINES) {
        break;
      }
      state = splitter.goOn(line.text());
      if (splitter.fields().size() > mostFields()) {
        break;
      }
    }
    if (state == FieldSplitter.State.ENDED) {
      String[] fields = fields();
      List<String> texts = new ArrayList<>(List.of(first.text()));
      taken.forEach(line -> texts.add(line.text()));
      if (!swallowed.in(texts, fields, width > 0 ? width : fields.length)) {
        raw = String.join("\n", texts);
        ended = first.number() + taken.size();
        spanned = texts.size();
        learn(fields.length);
        return fields;
      }
    }
    for (int i = taken.size() - 1; i >= 0; i--) {
      givenBack.push(taken.get(i));
    }
    problem = RecordReader.QUOTE_NOT_CLOSED;
    return splitter.alone(raw);
  }

  /** More fields than a row has are none, however the next line goes on. */
  private int mostFields() {
    return isNamed && width > 0 ? width : RecordReader.MAX_FIELDS;
  }

  @Override
  public long line() {
    return ended;
  }

  @Override
  public int lines() {
    return spanned;
  }

  @Override
  public long blankLines() {
    return blank;
  }

  @Override
  public String raw() {
    return raw;
  }

  @Override
  public @Nullable String problem() {
    return problem;
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
