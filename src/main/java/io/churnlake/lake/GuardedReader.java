package io.churnlake.lake;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/**
 * Characters for the CSV parser. It takes a NUL for the start of a comment or for nothing at all,
 * so that it is given a mark instead; and a record whose end does not come stops the reading before
 * memory ends.
 */
final class GuardedReader extends FilterReader {
  /** Stands for a NUL; no character by the Unicode standard, so that no text holds it. */
  static final char NUL = '\uFDD0';

  private static final int MAX_RECORD_CHARACTERS = 1 << 24;

  private long sinceRecord;

  GuardedReader(Reader in) {
    super(in);
  }

  /** A record came to its end. */
  void recordEnded() {
    sinceRecord = 0;
  }

  @Override
  public int read() throws IOException {
    char[] one = new char[1];
    return read(one, 0, 1) < 0 ? -1 : one[0];
  }

  @Override
  public int read(char[] buffer, int from, int most) throws IOException {
    if (sinceRecord > MAX_RECORD_CHARACTERS) {
      throw new IOException("a row of more than " + MAX_RECORD_CHARACTERS + " characters");
    }
    int count = in.read(buffer, from, most);
    for (int i = from; i < from + count; i++) {
      if (buffer[i] == '\0') {
        buffer[i] = NUL;
      }
    }
    sinceRecord += Math.max(count, 0);
    return count;
  }
}
