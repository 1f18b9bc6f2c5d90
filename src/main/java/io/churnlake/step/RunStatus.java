package io.churnlake.step;

/** What ops.runs says of a step and of a run. */
public final class RunStatus {
  public static final String BEGUN = "begun";
  public static final String DONE = "done";
  public static final String UNCHANGED = "unchanged";
  public static final String FAILED = "failed";

  /** Noted by the next run of one that did not come to its end. */
  public static final String DIED = "died";

  /** Of a run that was not to make a whole night. */
  public static final String UNPUBLISHED = "unpublished";

  private RunStatus() {}
}
