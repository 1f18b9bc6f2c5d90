package io.churnlake.step;

/** A verified fact; a failed fatal one stops the run after it is recorded. */
public record Check(String name, String expected, String actual, Severity severity) {

  public enum Severity {
    FATAL,
    NOTE
  }

  /** Two counts that must agree. */
  public static Check equal(String name, long expected, long actual) {
    return new Check(name, Long.toString(expected), Long.toString(actual), Severity.FATAL);
  }

  /** The same under a name that says what it is about. */
  public Check of(String what) {
    return new Check(what + ": " + name, expected, actual, severity);
  }

  public boolean passed() {
    return expected.equals(actual);
  }
}
