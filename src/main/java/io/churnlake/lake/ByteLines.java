package io.churnlake.lake;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a text with the bytes on which they begin; a line becomes characters only when it is
 * asked for. Its lines are those of {@link BoundedLines}.
 */
final class ByteLines implements LineSource {
  /** So many bytes are more than {@link RecordReader#MAX_RECORD_CHARACTERS} characters. */
  private static final int MOST_BYTES = 3 * RecordReader.MAX_RECORD_CHARACTERS + 16;

  private final InputStream bytes;
  private final CharsetDecoder decoder;
  private final char quote;
  private final byte[] buffer = new byte[1 << 16];
  private byte[] text = new byte[1 << 10];
  private int at;
  private int filled;
  private long passed;
  private boolean afterReturn;

  private boolean isHeld;
  private int length;
  private long from;
  private boolean hasQuote;
  private long line;
  private boolean cut;

  ByteLines(InputStream bytes, Charset charset, char quote) {
    this.bytes = bytes;
    this.quote = quote;
    this.decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
  }

  /** Looks at the next line, which stays the next one; false behind the last. */
  boolean look() throws IOException {
    if (isHeld) {
      return true;
    }
    length = 0;
    hasQuote = false;
    if (afterReturn && (at < filled || fill())) {
      at += buffer[at] == '\n' ? 1 : 0;
    }
    afterReturn = false;
    if (at == filled && !fill()) {
      return false;
    }
    from = passed + at;
    while (at < filled || fill()) {
      int begin = at;
      while (at < filled && buffer[at] != '\n' && buffer[at] != '\r') {
        hasQuote |= buffer[at] == quote;
        at++;
      }
      keep(begin);
      if (at < filled) {
        afterReturn = buffer[at] == '\r';
        at++;
        break;
      }
    }
    isHeld = true;
    return true;
  }

  private void keep(int begin) {
    int kept = Math.min(at - begin, MOST_BYTES - length);
    if (length + kept >= text.length) {
      text = Arrays.copyOf(text, 2 * (length + kept));
    }
    System.arraycopy(buffer, begin, text, length, kept);
    length += kept;
  }

  private boolean fill() throws IOException {
    passed += filled;
    at = 0;
    filled = Math.max(bytes.read(buffer), 0);
    return filled > 0;
  }

  /** The first byte of the line that was looked at; negative if it is empty, or no ASCII. */
  int first() {
    return length == 0 ? -1 : text[0];
  }

  /** On which byte it begins. */
  long from() {
    return from;
  }

  /** Whether there is a quote in it. */
  boolean hasQuote() {
    return hasQuote;
  }

  /** Leaves it behind. */
  void pass() {
    isHeld = false;
    line++;
  }

  @Override
  public @Nullable String next() throws IOException {
    if (!look()) {
      return null;
    }
    pass();
    // With its end, so that a character that breaks off there is decoded as within the text.
    text[length] = '\n';
    String decoded = decoded(ByteBuffer.wrap(text, 0, length + 1));
    cut = decoded.length() > RecordReader.MAX_RECORD_CHARACTERS;
    return cut ? decoded.substring(0, RecordReader.MAX_RECORD_CHARACTERS) : decoded;
  }

  private String decoded(ByteBuffer lineAndEnd) throws CharacterCodingException {
    String decoded = decoder.decode(lineAndEnd).toString();
    return decoded.substring(0, decoded.length() - 1);
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
    bytes.close();
  }
}
