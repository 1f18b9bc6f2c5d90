package io.churnlake.lake;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import org.apache.commons.io.FilenameUtils;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumFs;
import org.apache.hadoop.fs.DelegateToFileSystem;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.spark.SparkConf;

/**
 * Hadoop's local file system without the processes it starts. Where its native library is missing,
 * that is nearly everywhere, Hadoop runs chmod for each new file and readlink for each rename; a
 * Delta commit on a laptop starts half a dozen processes so. The JDK can do both itself.
 */
public final class LocalFiles extends LocalFileSystem {
  /** What has Hadoop use it, where it can: nothing on a cluster. */
  static Map<String, String> settings(SparkConf submitted) {
    // spark-submit loads this jar in a class loader of its own, where Hadoop does not look.
    boolean isFound = LocalFiles.class.getClassLoader() == ClassLoader.getSystemClassLoader();
    return isFound && Sparks.isLocal(submitted.get("spark.master", "local[*]"))
        ? Map.of(
            "fs.file.impl",
            LocalFiles.class.getName(),
            "fs.AbstractFileSystem.file.impl",
            Abstract.class.getName())
        : Map.of();
  }

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
    public boolean delete(Path path, boolean recursive) throws IOException {
      Failpoints.before("deletion of ." + FilenameUtils.getExtension(path.getName()));
      return super.delete(path, recursive);
    }

    @Override
    public FileStatus getFileLinkStatus(Path path) throws IOException {
      return Files.isSymbolicLink(pathToFile(path).toPath())
          ? super.getFileLinkStatus(path)
          : getFileStatus(path);
    }
  }
}
