package io.churnlake.lake;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.Configurator;

/** What libraries write down, where a run's own lines are to be read. */
final class Noise {
  private Noise() {}

  /**
   * Hadoop's client for S3 warns of a put that the store refuses, with all its counters, though
   * that is an answer; and of requests that belong to no call of its interface, as most readers'
   * do.
   */
  static void quietS3() {
    for (String source :
        List.of("S3ABlockOutputStream", "S3AInstrumentation", "audit.impl.LoggingAuditor")) {
      Configurator.setLevel("org.apache.hadoop.fs.s3a." + source, Level.ERROR);
    }
  }

  /** Whether nobody has said which lines of Spark are to be shown, so that it shows hundreds. */
  static boolean isUnchosen() {
    return LogManager.getContext(false) instanceof LoggerContext context
        && Optional.ofNullable(context.getConfigLocation())
            .map(URI::toString)
            .filter(place -> place.endsWith("org/apache/spark/log4j2-defaults.properties"))
            .isPresent();
  }
}
