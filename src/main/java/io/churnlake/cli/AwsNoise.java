package io.churnlake.cli;

import java.io.OutputStream;
import java.io.PrintStream;

/** What the AWS SDK prints on the terminal, where a run's own lines are to be read. */
final class AwsNoise {
  private static final String LOGGING = "software.amazon.awssdk.thirdparty.org.slf4j.LoggerFactory";

  private AwsNoise() {}

  /** The SDK has a logging of its own, which complains, once, that nobody takes its lines. */
  static void quiet() {
    PrintStream terminal = System.err;
    System.setErr(new PrintStream(OutputStream.nullOutputStream()));
    try {
      Class.forName(LOGGING).getMethod("getILoggerFactory").invoke(null);
    } catch (ReflectiveOperationException | LinkageError notThere) {
      // Then it will not complain either.
    } finally {
      System.setErr(terminal);
    }
  }
}
