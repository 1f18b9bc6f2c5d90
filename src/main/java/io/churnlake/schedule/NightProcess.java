package io.churnlake.schedule;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The process of one night at a time. It has memory of its own, which the system gets back with its
 * end, and dies alone.
 */
public final class NightProcess {
  /** As shells say of a program that cannot be started. */
  public static final int NOT_STARTED = 127;

  private final Duration most;
  private final Duration grace;

  private @Nullable Process running;
  private boolean isOver;

  /**
   * Starts nothing yet.
   *
   * @param most longer than this, a night is stuck: it is asked to end
   * @param grace after which it is ended if it has not done so
   */
  public NightProcess(Duration most, Duration grace) {
    this.most = most;
    this.grace = grace;
  }

  /**
   * Runs a command to its end; what it prints is printed by this process.
   *
   * @return its exit code, or {@link #NOT_STARTED}
   */
  public int run(List<String> command) {
    try {
      Process process = started(command);
      if (process == null) {
        return NOT_STARTED;
      }
      if (!process.waitFor(most.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroy();
        if (!process.waitFor(grace.toMillis(), TimeUnit.MILLISECONDS)) {
          process.destroyForcibly();
        }
      }
      return process.waitFor();
    } catch (IOException e) {
      return NOT_STARTED;
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts a night", e);
    } finally {
      ended();
    }
  }

  private synchronized @Nullable Process started(List<String> command) throws IOException {
    if (isOver) {
      return null;
    }
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.INHERIT)
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    Process process = builder.start();
    running = process;
    process.getOutputStream().close();
    return process;
  }

  private synchronized void ended() {
    running = null;
  }

  /**
   * Asks the night that is under way to end (SIGTERM); no other one begins.
   *
   * @return whether there is one
   */
  public synchronized boolean end() {
    isOver = true;
    Process process = running;
    if (process != null) {
      process.destroy();
    }
    return process != null;
  }
}
