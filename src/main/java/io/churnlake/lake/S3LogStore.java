package io.churnlake.lake;

import io.delta.storage.S3SingleDriverLogStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.util.Iterator;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Delta's commits on S3, each put on the condition that its version is not there yet. Delta's own
 * store looks first, which is enough for one writer; a run that slept while its lock lapsed is a
 * second one, and could replace a commit that another run has just made.
 */
public final class S3LogStore extends S3SingleDriverLogStore {
  /** Delta's setting for listing a log from a version on. */
  static final String LIST_FROM = "delta.enableFastS3AListFrom";

  /** Made by Delta, which {@code spark.delta.logStore.s3a.impl} tells of this class. */
  public S3LogStore(Configuration hadoop) {
    super(hadoop);
  }

  @Override
  public void write(Path path, Iterator<String> actions, Boolean overwrite, Configuration hadoop)
      throws IOException {
    FileSystem files = path.getFileSystem(hadoop);
    if (overwrite || !NewObject.isDecidedByStore(files, path)) {
      super.write(path, actions, overwrite, hadoop);
      return;
    }
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    while (actions.hasNext()) {
      content.writeBytes((actions.next() + "\n").getBytes(StandardCharsets.UTF_8));
    }
    if (!NewObject.create(files, path, content.toByteArray())) {
      throw new FileAlreadyExistsException(path.toString());
    }
  }
}
