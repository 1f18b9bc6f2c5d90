package io.churnlake.lake;

import java.io.Serializable;

/**
 * A part of a file that one task reads.
 *
 * @param from its first byte
 * @param to the byte behind its last one
 * @param line how many lines stand before it
 * @param width what {@link Delimited} has learned of the rows before it: fields of a row
 * @param majority by how much rows of that width outnumber others
 */
public record FilePart(long from, long to, long line, int width, long majority)
    implements Serializable {
  static final FilePart WHOLE = new FilePart(0, Long.MAX_VALUE, 0, 0, 0);

  /** Whether the file's header, if it has one, stands in it. */
  boolean isFirst() {
    return from == 0;
  }
}
