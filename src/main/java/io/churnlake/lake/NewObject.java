package io.churnlake.lake;

import io.churnlake.error.Errors;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Arrays;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options.CreateFileOptionKeys;
import org.apache.hadoop.fs.Path;

/**
 * A file that is made only where there is none, whoever else tries at the same moment. Hadoop's
 * client for S3 looks first and writes later; asked for it, it has the store itself decide ({@code
 * If-None-Match: *}). The other file systems of Hadoop refuse by themselves.
 */
final class NewObject {
  private static final String ONLY_IF_NEW =
      CreateFileOptionKeys.FS_OPTION_CREATE_CONDITIONAL_OVERWRITE;

  private NewObject() {}

  /** Whether the store decides if asked for it. */
  static boolean isDecidedByStore(FileSystem files, Path path) throws IOException {
    return files.hasPathCapability(path, ONLY_IF_NEW);
  }

  /**
   * Makes the file with this content, unless there is one.
   *
   * @return whether it was made
   * @throws io.churnlake.error.UserException if S3's client cannot have the store decide
   */
  static boolean create(FileSystem files, Path path, byte[] content) throws IOException {
    if (isDecidedByStore(files, path)) {
      return createConditionally(files, path, content);
    }
    if (path.toUri().getScheme().startsWith("s3")) {
      throw Errors.storeWithoutCondition(path.toString());
    }
    try (FSDataOutputStream out = files.create(path, false)) {
      out.write(content);
      return true;
    } catch (FileAlreadyExistsException there) {
      return false;
    }
  }

  /** The store has an object when its stream is closed, not before. */
  private static boolean createConditionally(FileSystem files, Path path, byte[] content)
      throws IOException {
    FSDataOutputStreamBuilder<?, ?> builder = files.createFile(path);
    builder.overwrite(false);
    builder.must(ONLY_IF_NEW, true);
    FSDataOutputStream out = builder.build();
    try {
      out.write(content);
    } catch (IOException e) {
      // Closed, it would put what there is.
      out.abort();
      throw e;
    }
    try {
      out.close();
    } catch (IOException refused) {
      // Of the same content: this one's, whose answer was lost before it was sent once more.
      try (FSDataInputStream in = files.open(path)) {
        return Arrays.equals(in.readAllBytes(), content);
      } catch (FileNotFoundException none) {
        throw refused;
      }
    }
    return true;
  }
}
