package io.churnlake.cli;

/** Where the program starts, under {@code java} and under {@code spark-submit}. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    int code = Cli.execute(args, Terminal.ofProcess());
    // Spark keeps threads that are no daemons; the exit code must reach the scheduler anyway.
    System.exit(code);
  }
}
