package io.churnlake.cli;

import io.churnlake.error.ExitCode;
import java.io.OutputStream;
import java.io.PrintStream;

/** Where the program starts, under {@code java} and under {@code spark-submit}. */
public final class Main {
  private static final String AWS_LOGGING =
      "software.amazon.awssdk.thirdparty.org.slf4j.LoggerFactory";

  private Main() {}

  public static void main(String[] args) {
    int code = ExitCode.INTERNAL.code();
    try {
      quietAws();
      code = Cli.execute(args, Terminal.ofProcess());
    } finally {
      // Spark keeps threads that are no daemons; the exit code must reach the scheduler anyway.
      System.exit(code);
    }
  }

  /** The AWS SDK has a logging of its own, which complains, once, that nobody takes its lines. */
  private static void quietAws() {
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
}
