package io.churnlake.inspect;

import java.nio.file.Path;

/**
 * A file that is looked at.
 *
 * @param path where it is, absolute
 * @param name its path below the folder that is looked at, with forward slashes
 */
record SampleFile(Path path, String name) {
  /** What stands behind the last dot, without that of what it is packed with. */
  String ending() {
    String unpacked = name.replaceFirst("\\.(gz|bz2|zst|snappy|lz4|deflate)$", "");
    int dot = unpacked.lastIndexOf('.');
    return dot < unpacked.lastIndexOf('/') + 1 ? "" : unpacked.substring(dot + 1);
  }
}
