package io.churnlake.cli;

/** Where the log goes; scripts/churnlake sets it, a cluster has its own. */
final class LogFile {
  private LogFile() {}

  static String name() {
    return System.getProperty("churnlake.log", "the driver's log");
  }
}
