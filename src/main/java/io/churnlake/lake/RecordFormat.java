package io.churnlake.lake;

import java.io.Serializable;

/**
 * How the records of a text file are told apart.
 *
 * @param encoding character set
 * @param delimiter field delimiter; ignored where {@code separation} is blanks
 * @param quote quote character
 * @param header whether the first record names the columns
 * @param separation delimited fields or runs of blanks
 */
public record RecordFormat(
    String encoding, char delimiter, char quote, Header header, Separation separation)
    implements Serializable {

  public enum Header {
    FIRST_LINE,
    NONE
  }

  public enum Separation {
    DELIMITED,
    BLANKS
  }
}
