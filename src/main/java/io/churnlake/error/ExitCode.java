package io.churnlake.error;

/**
 * What a process ends with; documented in docs/commands.md and fixed, since schedulers act on it.
 */
public enum ExitCode {
  DONE(0),
  INTERNAL(1),
  USAGE(2),
  DATA_REFUSED(3),
  LAKE_HELD(4),
  /** By SIGTERM or SIGINT, with what systems expect of a process that SIGTERM has ended. */
  STOPPED(143);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  /** The number handed to the operating system. */
  public int code() {
    return code;
  }
}
