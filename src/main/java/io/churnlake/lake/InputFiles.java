package io.churnlake.lake;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/** The files of an optional input, which may well not be there. */
public final class InputFiles {
  private InputFiles() {}

  /**
   * The files of the folder whose name matches the glob, in the order of their names, or the one
   * file that the path names; none if nothing is there.
   *
   * @param path below {@code input}, or absolute
   * @throws io.churnlake.error.UserException if the path cannot be looked into
   */
  public static List<OrderFile> delivered(
      SparkSession spark, String input, String path, String pattern) {
    Path base = new Path(new Path(input), path);
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
    List<OrderFile> files = new ArrayList<>();
    try {
      FileSystem fileSystem = base.getFileSystem(Hadoop.conf(spark));
      FileStatus found = fileSystem.getFileStatus(base);
      if (found.isFile()) {
        Links.of(new Path(input), fileSystem).refuseOutside(base);
        return List.of(file(path, found));
      }
      Links links = Links.of(base, fileSystem);
      for (FileStatus status : fileSystem.listStatus(base)) {
        String name = status.getPath().getName();
        boolean hidden = name.startsWith(".") || name.startsWith("_");
        if (status.isFile() && !hidden && matcher.matches(java.nio.file.Path.of(name))) {
          links.refuseOutside(status.getPath());
          files.add(file(path + "/" + name, status));
        }
      }
    } catch (FileNotFoundException e) {
      return List.of();
    } catch (IOException e) {
      throw Failures.told(
          e,
          "The input " + base + " cannot be looked into.",
          "Check --input, the input's path in the source mapping, and the rights of this user.");
    }
    files.sort(Comparator.comparing(OrderFile::name));
    return files;
  }

  private static OrderFile file(String name, FileStatus status) {
    return new OrderFile(
        name, status.getPath().toUri().toString(), status.getLen(), status.getModificationTime());
  }
}
