package io.churnlake.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CommonPathCapabilities;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.streaming.checkpointing.CheckpointFileManager.CancellableFSDataOutputStream;
import org.apache.spark.sql.execution.streaming.checkpointing.FileSystemBasedCheckpointFileManager;

/**
 * The checksum file of each commit, put in one request. Spark's own ways write it under another
 * name and rename it, and open a client of their own for S3 each time: 22 requests a commit.
 */
public final class ChecksumFiles extends FileSystemBasedCheckpointFileManager {
  private static final String SETTING = "spark.sql.streaming.checkpointFileManagerClass";

  private final FileSystem files;

  /** Made by Spark, which a setting of the session tells of this class. */
  public ChecksumFiles(Path path, Configuration hadoop) throws IOException {
    super(path, hadoop);
    this.files = path.getFileSystem(hadoop);
  }

  /** Has a session write so, unless it was told something else. */
  static void use(SparkSession spark) {
    if (!spark.conf().contains(SETTING)) {
      spark.conf().set(SETTING, ChecksumFiles.class.getName());
    }
  }

  @Override
  public CancellableFSDataOutputStream createAtomic(Path path, boolean overwriteIfPossible) {
    try {
      return files.hasPathCapability(path, CommonPathCapabilities.ABORTABLE_STREAM)
          ? new Put(files.create(path, overwriteIfPossible))
          : super.createAtomic(path, overwriteIfPossible);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + path, e);
    }
  }

  /** An object that is there when its stream is closed, or never. */
  private static final class Put extends CancellableFSDataOutputStream {
    private final FSDataOutputStream object;

    Put(FSDataOutputStream object) {
      super(object);
      this.object = object;
    }

    @Override
    public void cancel() {
      object.abort();
    }
  }
}
