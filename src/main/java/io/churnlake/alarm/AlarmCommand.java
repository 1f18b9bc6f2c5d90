package io.churnlake.alarm;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Tells a program, on its standard input. */
final class AlarmCommand {
  private AlarmCommand() {}

  /**
   * Runs the program and waits for it.
   *
   * @param command it and its arguments; no shell reads them
   * @return what went wrong, in words; empty if nothing did
   */
  static Optional<String> tell(List<String> command, String json, Duration most) {
    String name = "the command " + command.get(0);
    try {
      Process process = started(command);
      try {
        write(json, process);
        if (!process.waitFor(most.toMillis(), TimeUnit.MILLISECONDS)) {
          return Optional.of(name + " did not end within " + most.toSeconds() + " s");
        }
        int code = process.exitValue();
        return code == 0 ? Optional.empty() : Optional.of(name + " ended with " + code);
      } finally {
        end(process);
      }
    } catch (IOException e) {
      return Optional.of(name + " could not be started");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of(name + " was not waited for");
    }
  }

  /** Without this program's secrets, which are in the environment of some. */
  private static Process started(List<String> command) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().keySet().removeIf(name -> name.startsWith("CHURNLAKE_"));
    return builder.start();
  }

  /** Smaller than a pipe, so that nobody waits for a program that does not read. */
  private static void write(String json, Process process) {
    try (OutputStream in = process.getOutputStream()) {
      in.write((json + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException unread) {
      // A program need not read what it gets; its exit code says whether it is content.
    }
  }

  /** With what it has started; after a good end there is nothing to end. */
  private static void end(Process process) {
    if (process.isAlive()) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }
}
