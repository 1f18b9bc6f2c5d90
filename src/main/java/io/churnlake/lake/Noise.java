package io.churnlake.lake;

import java.net.URI;
import java.util.Optional;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.Configurator;

/** What libraries print on the terminal, where a run's own lines are to be read. */
final class Noise {
  private Noise() {}

  /**
   * A put that the store refuses is an answer; Hadoop's client warns of it, with all its counters.
   */
  static void quietPuts() {
    String client = "org.apache.hadoop.fs.s3a.";
    Configurator.setLevel(client + "S3ABlockOutputStream", Level.ERROR);
    Configurator.setLevel(client + "S3AInstrumentation", Level.ERROR);
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
