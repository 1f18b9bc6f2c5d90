package io.churnlake.lake;

import java.io.IOException;
import java.io.PushbackReader;
import java.io.Reader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON array of objects, on one line or on many, as interfaces answer. Objects are told apart by
 * their braces, so that a broken one does not hide the others. Lines that hold nothing of an object
 * are blank ones.
 */
final class JsonArrayRecords implements RecordReader {
  private static final int END = -1;

  private final Reader text;
  private final NestedRows rows;
  private final Deque<FileRecord> pending = new ArrayDeque<>();
  private final StringBuilder object = new StringBuilder();
  private long line = 1;
  private boolean afterReturn;
  private boolean atLineStart = true;

  /** The last line that a record or the blank lines have. */
  private long counted;

  private long blank;
  private boolean ended;

  /** How many arrays are open around the objects. */
  private int open;

  JsonArrayRecords(Reader text, NestedRows rows) {
    this.text = text;
    this.rows = rows;
  }

  /** Whether the text begins with an array; what was looked at is put back. */
  static boolean isIn(PushbackReader text, int most) throws IOException {
    char[] seen = new char[most];
    int length = 0;
    boolean found = false;
    while (length < most) {
      int c = text.read();
      if (c == END) {
        break;
      }
      seen[length++] = (char) c;
      if (!isBlank(c)) {
        found = c == '[';
        break;
      }
    }
    text.unread(seen, 0, length);
    return found;
  }

  private static boolean isBlank(int c) {
    return c == MARK || Character.isWhitespace(c);
  }

  @Override
  public @Nullable FileRecord next() throws IOException {
    while (pending.isEmpty()) {
      int c = read();
      if (c == END) {
        if (open > 0) {
          // The rest of what was sent is missing, and nobody knows how much.
          throw new IOException("line " + (atLineStart ? line - 1 : line) + ": array not closed");
        }
        if (!ended) {
          ended = true;
          blank += (atLineStart ? line - 1 : line) - counted;
        }
        return null;
      }
      if (c == '{') {
        takeObject();
      } else if (c == '[') {
        open++;
      } else if (c == ']') {
        open--;
      } else if (!isBlank(c) && c != ',') {
        takeOther(c);
      }
    }
    return pending.remove();
  }

  private int read() throws IOException {
    int c = text.read();
    if (c == END) {
      return END;
    }
    if (c == '\n' && afterReturn) {
      afterReturn = false;
      return c;
    }
    afterReturn = c == '\r';
    if (c == '\n' || c == '\r') {
      line++;
      atLineStart = true;
    } else {
      atLineStart = false;
    }
    return c;
  }

  private void takeObject() throws IOException {
    long from = line;
    object.setLength(0);
    object.append('{');
    int depth = 1;
    boolean quoted = false;
    boolean escaped = false;
    boolean tooLong = false;
    long last = line;
    while (depth > 0) {
      last = line;
      int c = read();
      if (c == END) {
        break;
      }
      if (object.length() < MAX_RECORD_CHARACTERS) {
        object.append((char) c);
      } else {
        tooLong = true;
      }
      if (quoted) {
        quoted = escaped || c != '"';
        escaped = !escaped && c == '\\';
      } else if (c == '"') {
        quoted = true;
      } else if (c == '{') {
        depth++;
      } else if (c == '}') {
        depth--;
      }
    }
    if (depth > 0 && atLineStart) {
      last = line - 1;
    }
    String raw = object.toString();
    Map<String, @Nullable Object> read = depth > 0 || tooLong ? null : JsonText.object(raw);
    int lines = lines(from, last);
    pending.addAll(
        read == null
            ? List.of(
                rows.broken(
                    last,
                    lines,
                    raw.replace('\0', '\u2400'),
                    tooLong ? LINE_TOO_LONG : JSON_UNREADABLE))
            : rows.of(last, lines, raw, read));
  }

  /** What stands between objects and is none. */
  private void takeOther(int first) throws IOException {
    long from = line;
    object.setLength(0);
    int c = first;
    while (c != END && !isBlank(c) && c != ',' && c != ']') {
      if (object.length() < MAX_RECORD_CHARACTERS) {
        object.append((char) c);
      }
      c = read();
    }
    if (c == ']') {
      open--;
    }
    pending.add(
        rows.broken(
            from, lines(from, from), object.toString().replace('\0', '\u2400'), JSON_UNREADABLE));
  }

  /** Over how many lines it goes that no record before it has. */
  private int lines(long from, long to) {
    blank += Math.max(0, from - 1 - counted);
    long begin = Math.max(from, counted + 1);
    counted = Math.max(counted, to);
    return (int) Math.max(0, to - begin + 1);
  }

  @Override
  public List<String> columns() {
    return rows.seen();
  }

  @Override
  public int headerLines() {
    return 0;
  }

  @Override
  public long blankLines() {
    return blank;
  }

  @Override
  public void close() throws IOException {
    text.close();
  }
}
