package io.churnlake.lake;

import java.io.Serializable;

/**
 * A file that may be loaded, or a member of one: of a zip archive, or a sheet of a workbook.
 *
 * @param name its path below the input folder, with forward slashes; a member's is {@code
 *     export.zip!/orders.csv}
 * @param uri where the file is
 * @param member the member's path in it; empty: the file itself
 * @param bytes its size, a member's when it is unpacked
 * @param modified the file's modification time in milliseconds since 1970
 */
public record OrderFile(String name, String uri, String member, long bytes, long modified)
    implements Serializable {
  /** Between the name of a file and that of its member. */
  private static final String WITHIN = "!/";

  /** A file itself. */
  public OrderFile(String name, String uri, long bytes, long modified) {
    this(name, uri, "", bytes, modified);
  }

  OrderFile within(String path, long size) {
    return new OrderFile(name + WITHIN + path, uri, path, size, modified);
  }

  /** Whether it is a part of a file. */
  public boolean isMember() {
    return !member.isEmpty();
  }

  /** The member's name without its folders. */
  public String memberName() {
    return member.substring(Math.max(member.lastIndexOf('/'), member.lastIndexOf('\\')) + 1);
  }

  /** The same file under another name. */
  public OrderFile named(String other) {
    return new OrderFile(other, uri, member, bytes, modified);
  }

  /** The name of the file that it is, or is a member of. */
  public String container() {
    return isMember() ? name.substring(0, name.length() - WITHIN.length() - member.length()) : name;
  }
}
