package io.churnlake.lake;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumFs;
import org.apache.hadoop.fs.DelegateToFileSystem;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;

/**
 * Hadoop's local file system without the processes it starts. Where its native library is missing,
 * that is nearly everywhere, Hadoop runs chmod for each new file and readlink for each rename; a
 * Delta commit on a laptop starts half a dozen processes so. The JDK can do both itself.
 */
public final class LocalFiles extends LocalFileSystem {
  /** Made by Hadoop, which {@code fs.file.impl} tells of this class. */
  public LocalFiles() {
    super(new Raw());
  }

  /** The same for Hadoop's second interface to files, which Delta's log is written through. */
  public static final class Abstract extends ChecksumFs {
    /** Made by Hadoop, which {@code fs.AbstractFileSystem.file.impl} tells of this class. */
    public Abstract(URI uri, Configuration conf) throws IOException, URISyntaxException {
      super(new RawAbstract(uri, conf));
    }
  }

  private static final class RawAbstract extends DelegateToFileSystem {
    RawAbstract(URI uri, Configuration conf) throws IOException, URISyntaxException {
      super(uri, new Raw(), conf, "file", false);
    }

    @Override
    public int getUriDefaultPort() {
      return -1;
    }

    @Override
    public boolean isValidName(String source) {
      return true;
    }
  }

  private static final class Raw extends RawLocalFileSystem {
    @Override
    public void setPermission(Path path, FsPermission permission) throws IOException {
      Set<PosixFilePermission> wanted =
          PosixFilePermissions.fromString(
              permission.getUserAction().SYMBOL
                  + permission.getGroupAction().SYMBOL
                  + permission.getOtherAction().SYMBOL);
      try {
        Files.setPosixFilePermissions(pathToFile(path).toPath(), wanted);
      } catch (UnsupportedOperationException noPosix) {
        // A file system without such permissions keeps its own.
      }
    }

    @Override
    public FileStatus getFileLinkStatus(Path path) throws IOException {
      return Files.isSymbolicLink(pathToFile(path).toPath())
          ? super.getFileLinkStatus(path)
          : getFileStatus(path);
    }
  }
}
