package io.churnlake.error;

/**
 * An error that its reader can mend: what is wrong, why, and what to do. The command line prints
 * the three lines and ends with {@link #exitCode()}, without a stack trace. Made by {@link Errors}
 * only, so that the wording lives in one place.
 */
public final class UserException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ExitCode exitCode;
  private final String problem;
  private final String reason;
  private final String remedy;
  private final boolean quotesRows;

  UserException(ExitCode exitCode, String problem, String reason, String remedy) {
    this(exitCode, problem, reason, remedy, false);
  }

  private UserException(
      ExitCode exitCode, String problem, String reason, String remedy, boolean quotesRows) {
    super(problem + " (" + reason + ") " + remedy);
    this.exitCode = exitCode;
    this.problem = problem;
    this.reason = reason;
    this.remedy = remedy;
    this.quotesRows = quotesRows;
  }

  /** The same, of a reason that shows texts or order numbers of delivered files. */
  UserException quotingRows() {
    return new UserException(exitCode, problem, reason, remedy, true);
  }

  public ExitCode exitCode() {
    return exitCode;
  }

  public String problem() {
    return problem;
  }

  public String reason() {
    return reason;
  }

  public String remedy() {
    return remedy;
  }

  /** Whether the reason shows texts or order numbers of delivered files, which are personal. */
  public boolean quotesRows() {
    return quotesRows;
  }
}
