package io.churnlake.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A process of the test's own, with what it printed; ended with all its children. */
final class Started implements AutoCloseable {
  private static final long POLL_MILLIS = 200;

  private final String name;
  private final Process process;
  private final Path output;

  private Started(String name, Process process, Path output) {
    this.name = name;
    this.process = process;
    this.output = output;
  }

  /** Starts a command; both of its streams go to {@code folder/name.log}. */
  static Started command(
      String name, Path folder, Map<String, String> environment, List<String> command)
      throws IOException {
    Path output = folder.resolve(name + ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().putAll(environment);
    return new Started(name, builder.start(), output);
  }

  /** The first group of the pattern, as soon as the process has printed a match. */
  String awaitLine(Pattern pattern, Duration atMost) throws IOException, InterruptedException {
    await(printed -> pattern.matcher(printed).find(), atMost, "print " + pattern);
    Matcher matcher = pattern.matcher(printed());
    if (!matcher.find()) {
      throw new IllegalStateException(name + " took back what it printed");
    }
    return matcher.group(1);
  }

  /** Asks the process to end, as a service manager does (SIGTERM). */
  void stop() {
    process.destroy();
  }

  /** Waits for the end; gives the exit code. */
  int awaitEnd(Duration atMost) throws IOException, InterruptedException {
    if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
      throw failure("did not end within " + atMost);
    }
    return process.exitValue();
  }

  /** Waits for a good end. */
  void awaitSuccess(Duration atMost) throws IOException, InterruptedException {
    if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
      throw failure("did not end within " + atMost);
    }
    if (process.exitValue() != 0) {
      throw failure("ended with " + process.exitValue());
    }
  }

  /** Ends the process and its children at once, as kill -9 does. */
  void kill() throws InterruptedException {
    List<ProcessHandle> children = process.descendants().toList();
    process.destroyForcibly().waitFor();
    children.forEach(ProcessHandle::destroyForcibly);
  }

  /** Whether it has processes of its own. */
  boolean hasChildren() {
    return process.descendants().findAny().isPresent();
  }

  /** Waits so long, or until the process has ended. */
  boolean endsWithin(Duration atMost) throws InterruptedException {
    return process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS);
  }

  String printed() throws IOException {
    return Files.readString(output);
  }

  private void await(Predicate<String> condition, Duration atMost, String what)
      throws IOException, InterruptedException {
    long polls = atMost.toMillis() / POLL_MILLIS;
    for (long poll = 0; !condition.test(printed()); poll++) {
      if (poll > polls) {
        throw failure("did not " + what + " within " + atMost);
      }
      if (process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS) && !condition.test(printed())) {
        throw failure("ended with " + process.exitValue() + " and did not " + what);
      }
    }
  }

  private AssertionError failure(String what) throws IOException {
    List<String> lines = printed().lines().toList();
    return new AssertionError(
        name
            + " "
            + what
            + ". Its last lines:\n"
            + String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size())));
  }

  @Override
  public void close() {
    // A worker's executors are its children; they are listed before the parent is gone.
    List<ProcessHandle> all = process.descendants().toList();
    process.destroy();
    all.forEach(ProcessHandle::destroy);
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    all.forEach(ProcessHandle::destroyForcibly);
  }
}
