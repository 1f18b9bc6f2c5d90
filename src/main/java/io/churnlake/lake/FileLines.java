package io.churnlake.lake;

import java.io.Serializable;

/**
 * The lines of a file of text. A line ends with LF, CRLF or CR; the last one needs no end.
 *
 * @param all all of them, counted apart from the reading of records
 * @param header over how many the header goes
 * @param blank empty ones before the first record
 */
public record FileLines(long all, long header, long blank) implements Serializable {
  /** Of a file that has rows and no lines, such as Parquet. */
  public static final FileLines NONE = new FileLines(-1, 0, 0);

  public boolean areCounted() {
    return all >= 0;
  }
}
