package io.churnlake.lake;

import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/** The lines of a text; of one that is too long the beginning only, the rest is passed over. */
final class BoundedLines implements LineSource {
  private final Reader reader;
  private final int most;
  private final char[] buffer = new char[1 << 16];
  private final StringBuilder text = new StringBuilder();
  private int at;
  private int filled;
  private long line;
  private boolean cut;
  private boolean afterReturn;

  /**
   * Of a text, or of a part of one.
   *
   * @param before how many lines stand before it
   */
  BoundedLines(Reader reader, int most, long before) {
    this.reader = reader;
    this.most = most;
    this.line = before;
  }

  @Override
  public @Nullable String next() throws IOException {
    text.setLength(0);
    cut = false;
    boolean any = false;
    while (true) {
      if (at == filled && !fill()) {
        if (!any) {
          return null;
        }
        return ended();
      }
      if (afterReturn && buffer[at] == '\n') {
        at++;
        afterReturn = false;
        continue;
      }
      afterReturn = false;
      any = true;
      int from = at;
      while (at < filled && buffer[at] != '\n' && buffer[at] != '\r') {
        at++;
      }
      if (text.isEmpty() && at < filled && at - from <= most) {
        // Most lines stand in the buffer as a whole.
        afterReturn = buffer[at] == '\r';
        line++;
        return new String(buffer, from, at++ - from);
      }
      int room = Math.min(at - from, most - text.length());
      text.append(buffer, from, room);
      cut |= room < at - from;
      if (at < filled) {
        afterReturn = buffer[at] == '\r';
        at++;
        return ended();
      }
    }
  }

  private String ended() {
    line++;
    return text.toString();
  }

  private boolean fill() throws IOException {
    at = 0;
    filled = Math.max(reader.read(buffer), 0);
    return filled > 0;
  }

  @Override
  public long line() {
    return line;
  }

  @Override
  public boolean wasCut() {
    return cut;
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
