package io.churnlake.lake;

import io.churnlake.error.Errors;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.PipelineModel;

/** Trained MLlib pipelines, kept as folders below the lake. */
public final class Models {
  private Models() {}

  /** Where the pipeline of that version is kept, below the lake's folder. */
  public static String path(String subject, String version) {
    return "models/" + subject + "/" + version;
  }

  /** Keeps the pipeline under {@code relative}, in place of what was there. */
  public static void save(Lake lake, PipelineModel pipeline, String relative) {
    try {
      pipeline.write().overwrite().session(lake.spark()).save(lake.path(relative));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot save the model " + relative, e);
    }
  }

  /**
   * The pipeline kept under {@code relative}.
   *
   * @throws io.churnlake.error.UserException if nothing is there
   */
  public static PipelineModel load(Lake lake, String relative) {
    Path path = new Path(lake.path(relative));
    try {
      if (!path.getFileSystem(Hadoop.conf(lake.spark())).exists(new Path(path, "metadata"))) {
        throw Errors.modelMissing(relative);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot look for the model " + relative, e);
    }
    return PipelineModel.read().session(lake.spark()).load(path.toString());
  }
}
