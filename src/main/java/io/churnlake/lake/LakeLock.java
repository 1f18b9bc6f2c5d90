package io.churnlake.lake;

import io.churnlake.error.Errors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
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

  static final Duration RENEWAL = Duration.ofSeconds(20);
  static final Duration LAPSES_AFTER = Duration.ofMinutes(3);

  private final FileSystem fileSystem;
  private final Path file;
  private final String runId;
  private final Thread renewal;

  /** Held while the file is rewritten, for a rewrite empties it first. */
  private final Object writing;

  private LakeLock(FileSystem fileSystem, Path file, String runId, Thread renewal, Object writing) {
    this.runId = runId;
    this.fileSystem = fileSystem;
    this.file = file;
    this.renewal = renewal;
    this.writing = writing;
  }

  /**
   * Takes the lock.
   *
   * @throws io.churnlake.error.UserException with exit code 4 if a living run holds it
   */
  public static LakeLock take(Lake lake, String runId, Clock clock) {
    Path file = new Path(lake.path("_lock"));
    try {
      FileSystem fileSystem = file.getFileSystem(Hadoop.conf(lake.spark()));
      Holder self = Holder.self(runId, clock.instant());
      for (int attempt = 0; !createNew(fileSystem, file, self); attempt++) {
        Holder holder = read(fileSystem, file);
        boolean lapsed =
            lastSign(fileSystem, file, holder).isBefore(clock.instant().minus(LAPSES_AFTER));
        if (attempt > 2 || !(lapsed || holder.isDeadHere())) {
          throw Errors.lakeHeld(lake.root(), holder.named(), holder.since(), file.toString());
        }
        // Another contender may have taken it over meanwhile; its lock is not the one found dead.
        if (read(fileSystem, file).equals(holder)) {
          fileSystem.delete(file, false);
        }
      }
      Object writing = new Object();
      Thread renewal = renewal(fileSystem, file, self, clock, writing);
      renewal.start();
      return new LakeLock(fileSystem, file, runId, renewal, writing);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot take the lock " + file, e);
    }
  }

  /**
   * Checks that no other run took the lock for dead, after a long pause of this machine.
   *
   * @throws io.churnlake.error.UserException with exit code 4 if it did
   */
  public void mustStillHold() {
    try {
      Holder holder = readWhole();
      if (!holder.runId().equals(runId)) {
        throw Errors.lakeHeld(
            file.getParent().toString(), holder.named(), holder.since(), file.toString());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the lock " + file, e);
    }
  }

  @Override
  public void close() {
    try {
      synchronized (writing) {
        renewal.interrupt();
        if (read(fileSystem, file).runId().equals(runId)) {
          fileSystem.delete(file, false);
        }
      }
      leaveNothing();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot release the lock " + file, e);
    }
  }

  /** Not in the moment in which the renewal has emptied the file and not yet written it. */
  private Holder readWhole() throws IOException {
    synchronized (writing) {
      return read(fileSystem, file);
    }
  }

  /** A refused first run leaves no empty folder behind. */
  private void leaveNothing() throws IOException {
    Path root = file.getParent();
    if (fileSystem.exists(root) && fileSystem.listStatus(root).length == 0) {
      fileSystem.delete(root, false);
    }
  }

  /** Hadoop's local file system checks and then creates; the operating system does both at once. */
  private static boolean createNew(FileSystem fileSystem, Path file, Holder holder)
      throws IOException {
    byte[] content = holder.bytes();
    if (file.toUri().getScheme().equals("file")) {
      java.nio.file.Path local = java.nio.file.Path.of(file.toUri().getPath());
      java.nio.file.Path folder = local.getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      try {
        Files.write(local, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        return true;
      } catch (FileAlreadyExistsException held) {
        return false;
      }
    }
    try (FSDataOutputStream out = fileSystem.create(file, false)) {
      out.write(content);
      return true;
    } catch (org.apache.hadoop.fs.FileAlreadyExistsException held) {
      return false;
    }
  }

  /** When the holder was last known to live. */
  private static Instant lastSign(FileSystem fileSystem, Path file, Holder holder)
      throws IOException {
    if (!holder.equals(Holder.UNKNOWN)) {
      return holder.renewed();
    }
    try {
      return Instant.ofEpochMilli(fileSystem.getFileStatus(file).getModificationTime());
    } catch (java.io.FileNotFoundException released) {
      return Instant.MAX;
    }
  }

  private static Holder read(FileSystem fileSystem, Path file) throws IOException {
    try (FSDataInputStream in = fileSystem.open(file)) {
      return Holder.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (java.io.FileNotFoundException released) {
      return Holder.parse("");
    }
  }

  /** Rewrites the lock with the time, since not every store can change a file's time stamp. */
  private static Thread renewal(
      FileSystem fileSystem, Path file, Holder self, Clock clock, Object writing) {
    Thread thread =
        new Thread(
            () -> {
              while (true) {
                try {
                  java.util.concurrent.TimeUnit.MILLISECONDS.sleep(RENEWAL.toMillis());
                  synchronized (writing) {
                    if (Thread.interrupted()) {
                      return;
                    }
                    if (read(fileSystem, file).runId().equals(self.runId())) {
                      try (FSDataOutputStream out = fileSystem.create(file, true)) {
                        out.write(self.at(clock.instant()).bytes());
                      }
                    }
                  }
                } catch (InterruptedException done) {
                  return;
                } catch (IOException e) {
                  // Tried again in a moment; if it never succeeds the lock lapses, and the run
                  // notices.
                  LOG.warn("the lock {} could not be renewed", file, e);
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

    /** A lock that is just being written, or that something else wrote, is nobody's to take. */
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

    String named() {
      return "run " + runId + " (process " + pid + " on " + host + ")";
    }

    byte[] bytes() {
      return String.join("\t", runId, host, Long.toString(pid), since, renewed.toString())
          .getBytes(StandardCharsets.UTF_8);
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
