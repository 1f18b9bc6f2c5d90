package io.churnlake.lake;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.util.Arrays;

/** Counts the lines of a text without reading records: what these are checked against. */
final class LineCount {
  private long lines;

  /** The last character, or byte, seen; at first as if a line had ended. */
  private int previous = '\n';

  private LineCount() {}

  /** The lines of a text, which is read to its end. */
  static long of(InputStream text, String encoding) throws IOException {
    Charset charset = Charset.forName(encoding);
    LineCount count = new LineCount();
    // Where line ends are the bytes that they are in ASCII, nothing needs to be decoded.
    if (Arrays.equals("\r\n".getBytes(charset), "\r\n".getBytes(US_ASCII))) {
      byte[] bytes = new byte[1 << 16];
      for (int n = text.read(bytes); n >= 0; n = text.read(bytes)) {
        for (int i = 0; i < n; i++) {
          count.add(bytes[i]);
        }
      }
    } else {
      Reader reader = new InputStreamReader(text, charset);
      char[] characters = new char[1 << 16];
      for (int n = reader.read(characters); n >= 0; n = reader.read(characters)) {
        for (int i = 0; i < n; i++) {
          count.add(characters[i]);
        }
      }
    }
    return count.total();
  }

  private long total() {
    boolean hasEnded = previous == '\n' || previous == '\r';
    return lines + (hasEnded ? 0 : 1);
  }

  /**
   * The bytes of a text as they are, whose lines are counted while they are read. Line ends are the
   * bytes that they are in ASCII.
   */
  static final class Counted extends FilterInputStream {
    private final LineCount count = new LineCount();

    Counted(InputStream text) {
      super(text);
    }

    @Override
    public int read() throws IOException {
      int unit = super.read();
      if (unit >= 0) {
        count.add((byte) unit);
      }
      return unit;
    }

    @Override
    public int read(byte[] bytes, int from, int most) throws IOException {
      int n = super.read(bytes, from, most);
      for (int i = from; i < from + n; i++) {
        count.add(bytes[i]);
      }
      return n;
    }

    /** The lines of what was read. */
    long lines() {
      return count.total();
    }
  }

  private void add(int unit) {
    if (unit == '\r' || (unit == '\n' && previous != '\r')) {
      lines++;
    }
    previous = unit;
  }
}
