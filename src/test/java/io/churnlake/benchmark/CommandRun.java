package io.churnlake.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A command that ran to its end in a process of its own.
 *
 * @param wallSeconds from its start to its end
 * @param cpuSeconds user and system time of it and all that it started
 * @param peakBytes the most memory that one of its processes held; 0 where the system does not tell
 * @param steps what it told of, in order
 */
record CommandRun(double wallSeconds, double cpuSeconds, long peakBytes, List<Step> steps) {

  /**
   * A step: from the begin of its line to the line's end.
   *
   * @param begun in milliseconds since 1970
   * @param ended likewise
   */
  record Step(String name, long begun, long ended, double cpuSeconds) {
    double wallSeconds() {
      return (ended - begun) / 1000.0;
    }
  }

  private static final String TIMES = "times of the command: ";

  /** A step's line: its begin, which a long name fills to the end, or the whole. */
  private static final Pattern STEP = Pattern.compile("\\[\\d+/\\d+\\] +(\\S+)( .*)?");

  /**
   * Runs it.
   *
   * @param output gets what the command prints on standard output
   * @throws IllegalStateException with what it told if it fails
   */
  static CommandRun of(List<String> command, Map<String, String> environment, Path output)
      throws IOException, InterruptedException {
    // Bash tells the times of what it has waited for exactly, whatever the system.
    List<String> timed =
        new ArrayList<>(
            List.of("bash", "-c", "TIMEFORMAT='" + TIMES + "%R %U %S'; time \"$@\"", "bash"));
    timed.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(timed).redirectOutput(output.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    AtomicLong peak = new AtomicLong();
    Thread watch = new Thread(() -> watch(process, peak), "memory of the command");
    watch.setDaemon(true);
    watch.start();
    Steps steps = new Steps(process);
    String told = steps.read();
    int code = process.waitFor();
    watch.join();
    Matcher times = Pattern.compile(TIMES + "(\\S+) (\\S+) (\\S+)").matcher(told);
    if (code != 0 || !times.find()) {
      throw new IllegalStateException(
          String.join(" ", command) + " ended with " + code + ":\n" + told);
    }
    return new CommandRun(
        seconds(times.group(1)),
        seconds(times.group(2)) + seconds(times.group(3)),
        peak.get(),
        List.copyOf(steps.ended));
  }

  /** Some languages write a comma. */
  private static double seconds(String text) {
    return Double.parseDouble(text.replace(',', '.'));
  }

  private static void watch(Process process, AtomicLong peak) {
    while (process.isAlive()) {
      process.descendants().forEach(child -> peak.accumulateAndGet(peakBytes(child), Math::max));
      try {
        java.util.concurrent.TimeUnit.MILLISECONDS.sleep(50);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private static long peakBytes(ProcessHandle process) {
    try (Stream<String> lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
      return lines
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
          .findFirst()
          .orElse(0);
    } catch (IOException | RuntimeException gone) {
      return 0;
    }
  }

  /** Reads the progress lines as they come. */
  private static final class Steps {
    private final Process process;
    private final List<Step> ended = new ArrayList<>();
    private final StringBuilder told = new StringBuilder();
    private int lineStart;
    private String name = "";
    private long begun;
    private double cpuBefore;

    Steps(Process process) {
      this.process = process;
    }

    String read() throws IOException {
      byte[] buffer = new byte[8192];
      InputStream errors = process.getErrorStream();
      for (int size = errors.read(buffer); size >= 0; size = errors.read(buffer)) {
        // Names of steps are plain; what else is told may be cut within a letter.
        for (char letter : new String(buffer, 0, size, StandardCharsets.UTF_8).toCharArray()) {
          told.append(letter);
          if (letter == '\n') {
            begin();
            end();
          }
        }
        // A step tells its name at once when it begins, and the rest when it ends.
        begin();
      }
      return told.toString();
    }

    private void begin() {
      Matcher step = STEP.matcher(told.substring(lineStart).strip());
      if (name.isEmpty() && step.matches()) {
        name = step.group(1);
        begun = System.currentTimeMillis();
        cpuBefore = cpu();
      }
    }

    private void end() {
      if (!name.isEmpty()) {
        ended.add(new Step(name, begun, System.currentTimeMillis(), cpu() - cpuBefore));
      }
      name = "";
      lineStart = told.length();
    }

    private double cpu() {
      return process
          .descendants()
          .mapToDouble(
              child -> child.info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1000.0)
          .sum();
    }
  }
}
