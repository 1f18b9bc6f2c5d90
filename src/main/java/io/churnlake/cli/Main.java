package io.churnlake.cli;

import io.churnlake.error.ExitCode;
import io.churnlake.lake.Noise;

/** Where the program starts, under {@code java} and under {@code spark-submit}. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    int code = ExitCode.INTERNAL.code();
    try {
      Noise.quietAws();
      code = Cli.execute(args, Terminal.ofProcess());
    } finally {
      // Spark keeps threads that are no daemons; the exit code must reach the scheduler anyway.
      System.exit(code);
    }
  }
}
