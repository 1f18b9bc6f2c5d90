package io.churnlake.inspect;

import io.churnlake.lake.OrderFile;

/**
 * A file that is looked at, or a member of one.
 *
 * @param file named by its path below the folder that is looked at
 */
record SampleFile(OrderFile file) {
  String name() {
    return file.name();
  }

  /** What stands behind the last dot, without that of what it is packed with. */
  String ending() {
    String of = file.isMember() ? file.memberName() : name();
    String unpacked = of.replaceFirst("\\.(gz|bz2|zst|snappy|lz4|deflate)$", "");
    int dot = unpacked.lastIndexOf('.');
    return dot < unpacked.lastIndexOf('/') + 1 ? "" : unpacked.substring(dot + 1);
  }

  /** The ending of the file that it is, or is a member of. */
  String containerEnding() {
    String of = file.container();
    return of.substring(Math.max(of.lastIndexOf('.'), of.lastIndexOf('/')) + 1);
  }

  boolean isSheet() {
    return file.isMember() && !containerEnding().equalsIgnoreCase("zip");
  }
}
