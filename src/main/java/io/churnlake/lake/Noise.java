package io.churnlake.lake;

import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.util.Optional;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.Configurator;

/** What libraries print on the terminal, where a run's own lines are to be read. */
public final class Noise {
  private static final String AWS_LOGGING =
      "software.amazon.awssdk.thirdparty.org.slf4j.LoggerFactory";

  private Noise() {}

  /** The AWS SDK has a logging of its own, which complains, once, that nobody takes its lines. */
  public static void quietAws() {
    PrintStream terminal = System.err;
    System.setErr(new PrintStream(OutputStream.nullOutputStream()));
    try {
      Class.forName(AWS_LOGGING).getMethod("getILoggerFactory").invoke(null);
    } catch (ReflectiveOperationException | LinkageError notThere) {
      // Then it will not complain either.
    } finally {
      System.setErr(terminal);
    }
  }

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
