package io.churnlake.lake;

import java.io.IOException;
import java.io.Reader;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Text with runs of blanks between fields, one record a line; blank lines are passed over. */
final class BlankSeparated implements FieldReader {
  private static final Pattern SEPARATOR = Pattern.compile("\\s+");
  private final BoundedLines lines;
  private String text = "";
  private long blank;

  BlankSeparated(Reader reader, FilePart part) {
    this.lines = new BoundedLines(reader, RecordReader.MAX_RECORD_CHARACTERS, part.line());
  }

  @Override
  public String @Nullable [] next() throws IOException {
    String next;
    while ((next = lines.next()) != null) {
      if (!next.isBlank() || lines.wasCut()) {
        text = next;
        return SEPARATOR.split(next.strip());
      }
      blank++;
    }
    return null;
  }

  @Override
  public long line() {
    return lines.line();
  }

  @Override
  public int lines() {
    return 1;
  }

  @Override
  public long blankLines() {
    return blank;
  }

  @Override
  public String raw() {
    return text;
  }

  @Override
  public @Nullable String problem() {
    return lines.wasCut() ? RecordReader.LINE_TOO_LONG : null;
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
