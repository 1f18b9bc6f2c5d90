package io.churnlake.lake;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a large text into parts that give the same records as the whole, with the same lines,
 * problems and places. A cut stands before a line on which a record begins, and that is known and
 * not guessed: the text is read from its start, and where quotes are, by the reader of its records.
 * Where a quoted field goes over a cut's place, the cut comes behind it.
 *
 * <p>A part needs to know nothing of the next one: a quote that is open at its end closes nowhere
 * before it, and had it closed behind it, the record would have gone over the cut.
 */
final class FileParts {
  private static final int FIRST_VISIBLE = 0x21;
  private static final int LAST_VISIBLE = 0x7e;

  private final RecordFormat format;
  private final long size;
  private final ByteLines lines;
  private final @Nullable Delimited records;
  private final List<FilePart> parts = new ArrayList<>();
  private FilePart current = FilePart.WHOLE;

  /** Whether a line with more than blanks has been passed: the header, where there is one. */
  private boolean hasBegun;

  private FileParts(InputStream text, RecordFormat format, long size) {
    this.format = format;
    this.size = size;
    this.lines = new ByteLines(text, Charset.forName(format.encoding()), format.quote());
    this.records =
        format.separation() == RecordFormat.Separation.DELIMITED
            ? new Delimited(lines, format, FilePart.WHOLE)
            : null;
  }

  /**
   * Whether texts of the format can be cut: bytes below 128 are their characters and nothing else.
   */
  static boolean arePossible(RecordFormat format) {
    if (!format.hasLines() || format.quote() > LAST_VISIBLE || format.shape().isInOrder()) {
      return false;
    }
    Charset charset = Charset.forName(format.encoding());
    return charset.equals(StandardCharsets.UTF_8) || isOneByteEach(charset);
  }

  private static boolean isOneByteEach(Charset charset) {
    if (!charset.canEncode() || charset.newEncoder().maxBytesPerChar() > 1) {
      return false;
    }
    byte[] ascii = new byte[128];
    for (int i = 0; i < ascii.length; i++) {
      ascii[i] = (byte) i;
    }
    return new String(ascii, charset).equals(new String(ascii, StandardCharsets.US_ASCII));
  }

  /**
   * The parts of a text, in order; the text is read to its end.
   *
   * @param size bytes that each but the last one has at least
   */
  static List<FilePart> of(InputStream text, RecordFormat format, long size) throws IOException {
    FileParts parts = new FileParts(text, format, size);
    while (parts.advance()) {}
    parts.parts.add(parts.current);
    return List.copyOf(parts.parts);
  }

  /** Passes a line, or a record; false at the end. */
  private boolean advance() throws IOException {
    if (records != null && records.hasLinesAgain()) {
      return records.next() != null;
    }
    if (!lines.look()) {
      return false;
    }
    boolean isVisible = lines.first() >= FIRST_VISIBLE && lines.first() <= LAST_VISIBLE;
    if (isVisible && hasBegun && lines.from() - current.from() >= size) {
      cut();
    }
    hasBegun |= isVisible;
    if (records == null || isPlain()) {
      lines.pass();
      return true;
    }
    return records.next() != null;
  }

  /** Whether the line is a record by itself from which nothing is learned. */
  private boolean isPlain() {
    return format.header() == RecordFormat.Header.FIRST_LINE
        && records != null
        && records.width() > 0
        && !lines.hasQuote();
  }

  private void cut() {
    parts.add(
        new FilePart(
            current.from(), lines.from(), current.line(), current.width(), current.majority()));
    current =
        new FilePart(
            lines.from(),
            Long.MAX_VALUE,
            lines.line(),
            records == null ? 0 : records.width(),
            records == null ? 0 : records.majority());
  }
}
