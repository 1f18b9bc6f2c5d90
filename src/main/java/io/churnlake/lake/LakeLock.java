package io.churnlake.lake;

import io.churnlake.error.Errors;
import io.churnlake.error.UserException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One writing run at a time for each lake. The lock is a file that names its holder; it is renewed
 * while the run lives, so that a dead holder's lock lapses. On the holder's own machine a dead
 * process is recognised at once.
 */
public final class LakeLock implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LakeLock.class);

  static final String NAME = "_lock";
  static final Duration RENEWAL = Duration.ofSeconds(20);
  static final Duration LAPSES_AFTER = Duration.ofMinutes(3);

  private final LockFile file;
  private final String runId;
  private final Thread renewal;

  private LakeLock(LockFile file, String runId, Thread renewal) {
    this.file = file;
    this.runId = runId;
    this.renewal = renewal;
  }

  /**
   * Takes the lock.
   *
   * @throws io.churnlake.error.UserException with exit code 4 if a living run holds it
   */
  public static LakeLock take(Lake lake, String runId, Clock clock) {
    Path path = new Path(lake.path(NAME));
    try {
      LockFile file = LockFile.at(path, Hadoop.conf(lake.spark()));
      Holder self = Holder.self(runId, clock.instant());
      for (int attempt = 0; !file.create(self.text()); attempt++) {
        Holder holder = Holder.in(file);
        if (attempt > 2 || holder.isAlive(file, clock)) {
          throw held(path, holder);
        }
        // Another contender may have taken it over meanwhile; its lock is not the one found dead.
        if (Holder.in(file).equals(holder)) {
          file.delete();
        }
      }
      Thread renewal = renewal(file, self, clock);
      renewal.start();
      return new LakeLock(file, runId, renewal);
    } catch (IOException e) {
      throw failed("cannot take the lock " + path, e);
    }
  }

  /**
   * Refuses a lake that a living run holds, before anything is started: a look at one file. Taking
   * the lock looks again.
   *
   * @param root the lake's folder as a user writes it
   * @throws io.churnlake.error.UserException with exit code 4 if a living run holds it
   */
  public static void refuseIfHeld(String root, Clock clock) {
    Path path = new Path(root, NAME);
    try {
      LockFile file = LockFile.at(path, Hadoop.confWithoutSession());
      Holder holder = Holder.in(file);
      if (file.exists() && holder.isAlive(file, clock)) {
        throw held(path, holder);
      }
    } catch (IOException e) {
      Failures.behind(e)
          .ifPresent(
              told -> {
                throw told;
              });
      // Whatever else keeps us from reading it, the run says when it opens the lake.
      LOG.debug("no look at the lock {}", path, e);
    }
  }

  /** Whether a living run holds the lake: a look at one file. */
  public static boolean isHeld(String root, Clock clock) {
    try {
      LockFile file = LockFile.at(new Path(root, NAME), Hadoop.confWithoutSession());
      return file.exists() && Holder.in(file).isAlive(file, clock);
    } catch (IOException e) {
      LOG.debug("no look at the lock of {}", root, e);
      return false;
    }
  }

  private static UserException held(Path path, Holder holder) {
    return Errors.lakeHeld(
        String.valueOf(path.getParent()), holder.named(), holder.since(), path.toString());
  }

  private static RuntimeException failed(String what, IOException failure) {
    return LockFile.isDiskFull(failure)
        ? Errors.diskFull()
        : new UncheckedIOException(what, failure);
  }

  /**
   * Checks that no other run took the lock for dead, after a long pause of this machine.
   *
   * @throws io.churnlake.error.UserException with exit code 4 if it did
   */
  public void mustStillHold() {
    try {
      Holder holder = Holder.in(file);
      if (!holder.runId().equals(runId)) {
        throw held(file.path(), holder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the lock " + file.path(), e);
    }
  }

  @Override
  public void close() {
    try {
      synchronized (file) {
        renewal.interrupt();
        if (Holder.in(file).runId().equals(runId)) {
          file.delete();
        }
      }
      file.leaveNothing();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot release the lock " + file.path(), e);
    }
  }

  /** Rewrites the lock with the time, since not every store can change a file's time stamp. */
  private static Thread renewal(LockFile file, Holder self, Clock clock) {
    Thread thread =
        new Thread(
            () -> {
              while (true) {
                try {
                  java.util.concurrent.TimeUnit.MILLISECONDS.sleep(RENEWAL.toMillis());
                  synchronized (file) {
                    if (Thread.interrupted()) {
                      return;
                    }
                    if (Holder.in(file).runId().equals(self.runId())) {
                      file.replace(self.at(clock.instant()).text());
                    }
                  }
                } catch (InterruptedException done) {
                  return;
                } catch (IOException e) {
                  // Tried again in a moment; if it never succeeds the lock lapses, and the run
                  // notices.
                  LOG.warn("the lock {} could not be renewed", file.path(), e);
                }
              }
            },
            "lake-lock-renewal");
    thread.setDaemon(true);
    return thread;
  }

  /** Who holds the lock, as written in it. */
  private record Holder(String runId, String host, long pid, String since, Instant renewed) {
    private static final Holder UNKNOWN =
        new Holder("an unknown run", "an unknown machine", 0, "an unknown time", Instant.MAX);

    static Holder self(String runId, Instant now) {
      return new Holder(runId, hostName(), ProcessHandle.current().pid(), now.toString(), now);
    }

    /** A lock that something else wrote is nobody's to take before it is old. */
    static Holder parse(String text) {
      String[] parts = text.split("\t", -1);
      try {
        return parts.length == 5
            ? new Holder(
                parts[0], parts[1], Long.parseLong(parts[2]), parts[3], Instant.parse(parts[4]))
            : UNKNOWN;
      } catch (NumberFormatException | DateTimeParseException e) {
        return UNKNOWN;
      }
    }

    Holder at(Instant now) {
      return new Holder(runId, host, pid, since, now);
    }

    boolean isDeadHere() {
      return host.equals(hostName()) && ProcessHandle.of(pid).isEmpty();
    }

    /** The holder as the file tells; of no file, an unknown one. */
    static Holder in(LockFile file) throws IOException {
      return parse(file.read());
    }

    /** Whether it was seen to live not long ago, and is no dead process of this machine. */
    boolean isAlive(LockFile file, Clock clock) throws IOException {
      Instant lastSign = equals(UNKNOWN) ? file.modified() : renewed;
      return !isDeadHere() && !lastSign.isBefore(clock.instant().minus(LAPSES_AFTER));
    }

    String named() {
      return "run " + runId + " (process " + pid + " on " + host + ")";
    }

    String text() {
      return String.join("\t", runId, host, Long.toString(pid), since, renewed.toString());
    }

    private static String hostName() {
      try {
        return java.net.InetAddress.getLocalHost().getHostName();
      } catch (java.net.UnknownHostException e) {
        return "localhost";
      }
    }
  }
}
