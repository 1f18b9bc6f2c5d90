package io.churnlake.lake;

import io.churnlake.error.Errors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.PipelineModel;

/** Trained MLlib pipelines, kept as folders below the lake. */
public final class Models {
  private static final FileStatus[] NONE = {};

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
   * The files of the pipelines of a date, with their sizes; empty if there are none. It tells
   * whether what a table speaks of is there as it was.
   */
  public static String files(Lake lake, String subject, LocalDate asOf) {
    // Not by a pattern: the lake's own path may hold its signs.
    Path pipelines = new Path(lake.path("models/" + subject));
    List<String> found = new ArrayList<>();
    try {
      FileSystem files = pipelines.getFileSystem(Hadoop.conf(lake.spark()));
      FileStatus[] known = files.exists(pipelines) ? files.listStatus(pipelines) : NONE;
      for (FileStatus pipeline : known) {
        if (!pipeline.getPath().getName().startsWith(asOf + "-")) {
          continue;
        }
        for (var each = files.listFiles(pipeline.getPath(), true); each.hasNext(); ) {
          FileStatus file = each.next();
          found.add(file.getPath().toUri().getPath() + " " + file.getLen());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot look for models below " + pipelines, e);
    }
    return found.stream().sorted().collect(Collectors.joining("\n"));
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
