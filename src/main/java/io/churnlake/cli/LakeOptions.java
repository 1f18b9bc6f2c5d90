package io.churnlake.cli;

import io.churnlake.config.Configuration;
import io.churnlake.lake.Lake;
import io.churnlake.lake.LakeLock;
import io.churnlake.lake.Sparks;
import java.nio.file.Path;
import java.time.Clock;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of every command that looks into a lake. */
final class LakeOptions {
  @Option(
      names = "--lake",
      required = true,
      paramLabel = "DIR",
      description =
          "The lake: a folder, or a URI that Spark can write to; nightly makes a missing one.")
  String lake = "";

  @Option(
      names = "--conf",
      paramLabel = "FILE",
      description = "Settings over the defaults of conf/reference.conf.")
  @Nullable Path conf;

  Configuration configuration() {
    return Configuration.load(conf);
  }

  /** For a command that writes: a lake that another run holds is refused before Spark starts. */
  Lake openToWrite(Configuration configuration, Clock clock) {
    LakeLock.refuseIfHeld(lake, clock);
    return open(configuration);
  }

  Lake open(Configuration configuration) {
    SparkSession spark = Sparks.open(configuration.spark().shufflePartitions());
    return Lake.at(spark, lake);
  }
}
