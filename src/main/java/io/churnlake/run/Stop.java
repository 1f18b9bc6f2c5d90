package io.churnlake.run;

import io.churnlake.error.Errors;
import io.churnlake.error.UserException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SparkContext;
import org.jspecify.annotations.Nullable;

/** A request to end a run before its end. Any thread may make it; the run looks between steps. */
public final class Stop {
  private static final long AGAIN_AFTER_MS = 200;

  private volatile @Nullable String by;
  private final CountDownLatch over = new CountDownLatch(1);

  /**
   * Asks the run to end. The Spark jobs of the step under way are cancelled, and those that it
   * begins until it gives up: a cancelled group does not refuse all kinds of jobs that come later.
   *
   * @param signal who asks, such as SIGTERM
   * @param group the Spark job group of the run, its id
   */
  public void request(String signal, SparkContext spark, String group) {
    by = signal;
    Thread cancelling =
        new Thread(
            () -> {
              do {
                spark.cancelJobGroup(group, "stopped by " + signal);
              } while (!isOverSoon());
            },
            "churnlake-stop");
    cancelling.setDaemon(true);
    cancelling.start();
  }

  private boolean isOverSoon() {
    try {
      return over.await(AGAIN_AFTER_MS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /** The run has ended, one way or the other. */
  void isOver() {
    over.countDown();
  }

  /** What to tell of a run that was asked to end at that step; empty if it was not. */
  Optional<UserException> at(String step) {
    String signal = by;
    return signal == null ? Optional.empty() : Optional.of(Errors.stopped(signal, step));
  }

  /**
   * Ends the run if it was asked to.
   *
   * @param step the next one
   * @throws UserException with exit code 143 if so
   */
  void mustGoOn(String step) {
    at(step)
        .ifPresent(
            stopped -> {
              throw stopped;
            });
  }
}
