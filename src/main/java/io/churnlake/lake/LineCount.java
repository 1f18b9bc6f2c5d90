package io.churnlake.lake;

import static java.nio.charset.StandardCharsets.US_ASCII;

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
    boolean hasEnded = count.previous == '\n' || count.previous == '\r';
    return count.lines + (hasEnded ? 0 : 1);
  }

  private void add(int unit) {
    if (unit == '\r' || (unit == '\n' && previous != '\r')) {
      lines++;
    }
    previous = unit;
  }
}
