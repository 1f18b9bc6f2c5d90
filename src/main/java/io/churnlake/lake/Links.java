package io.churnlake.lake;

import io.churnlake.error.Errors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.fs.FileSystem;
import org.jspecify.annotations.Nullable;

/**
 * Symbolic links in a folder of order files. Whoever may write into the folder could otherwise have
 * any file of this machine read.
 */
final class Links {
  private final @Nullable Path folder;

  private Links(@Nullable Path folder) {
    this.folder = folder;
  }

  /** Only the machine's own file systems have links. */
  static Links of(org.apache.hadoop.fs.Path folder, FileSystem fileSystem) throws IOException {
    boolean local = "file".equals(fileSystem.getUri().getScheme());
    Path path = local ? path(fileSystem.makeQualified(folder)) : null;
    return new Links(path != null && Files.isDirectory(path) ? path.toRealPath() : null);
  }

  /**
   * Refuses a link whose target lies outside of the folder.
   *
   * @throws io.churnlake.error.UserException naming the link
   */
  void refuseOutside(org.apache.hadoop.fs.Path file) throws IOException {
    if (folder == null) {
      return;
    }
    Path path = path(file);
    if (Files.isSymbolicLink(path) && !path.toRealPath().startsWith(folder)) {
      throw Errors.linkOutside(file.getName());
    }
  }

  private static Path path(org.apache.hadoop.fs.Path file) {
    return Path.of(file.toUri().getPath());
  }
}
