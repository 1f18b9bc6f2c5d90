package io.churnlake.cli;

import io.churnlake.error.ExitCode;

/** Where the program starts, under {@code java} and under {@code spark-submit}. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    int code = ExitCode.INTERNAL.code();
    try {
      AwsNoise.quiet();
      code = Cli.execute(args, Terminal.ofProcess());
    } finally {
      // Spark keeps threads that are no daemons; the exit code must reach the scheduler anyway.
      System.exit(code);
    }
  }
}
