package io.churnlake.lake;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lines of JSON, an object each; empty lines are passed over. */
final class JsonRecords implements RecordReader {
  private final BoundedLines lines;
  private final NestedRows rows;
  private final Deque<FileRecord> pending = new ArrayDeque<>();
  private long blank;

  JsonRecords(Reader text, NestedRows rows, FilePart part) {
    this.lines = new BoundedLines(text, MAX_RECORD_CHARACTERS, part.line());
    this.rows = rows;
  }

  @Override
  public @Nullable FileRecord next() throws IOException {
    while (pending.isEmpty()) {
      String line = lines.next();
      if (line == null) {
        return null;
      }
      String text = RecordReader.clean(line);
      if (lines.wasCut()) {
        return rows.broken(lines.line(), 1, text, LINE_TOO_LONG);
      }
      if (text.isEmpty()) {
        blank++;
      } else {
        Map<String, @Nullable Object> object = JsonText.object(text);
        if (object == null) {
          return rows.broken(lines.line(), 1, text.replace('\0', '\u2400'), JSON_UNREADABLE);
        }
        pending.addAll(rows.of(lines.line(), 1, text, object));
      }
    }
    return pending.remove();
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
    lines.close();
  }
}
