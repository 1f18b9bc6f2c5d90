package io.churnlake.lake;

import java.io.Serializable;
import java.util.List;

/**
 * What a look into a file told.
 *
 * @param file the file
 * @param checksum SHA-256 of its bytes, or empty
 * @param header the columns that it says it has: its header, its schema, or the paths in its first
 *     objects; empty where it does not say
 * @param lines its lines
 * @param parts those of a text in which it is read, in order; one if it is read in one piece
 * @param problem why it cannot be read, or empty
 */
public record FileFacts(
    OrderFile file,
    String checksum,
    List<String> header,
    FileLines lines,
    List<FilePart> parts,
    String problem)
    implements Serializable {
  /** The problem of a file that holds nothing. */
  static final String EMPTY = "it is empty, without even a header";

  /** In place of a checksum: the table has no such part any more. */
  private static final String GONE = "gone";

  /** Of a part that its table has no more: it has no rows now. */
  public static FileFacts gone(String name, List<String> header) {
    return new FileFacts(
        new OrderFile(name, "", 0, 0), GONE, header, FileLines.NONE, List.of(), "");
  }

  public boolean isGone() {
    return isGone(checksum);
  }

  /** Whether the checksum is that of a part that its table has no more. */
  public static boolean isGone(String checksum) {
    return checksum.equals(GONE);
  }

  /** Whether it holds nothing at all, as the export of a day without orders may. */
  public boolean isEmpty() {
    return problem.equals(EMPTY);
  }
}
