package io.churnlake.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * What Spark's event log of one run says, each by the time it began, in milliseconds since 1970.
 *
 * @param jobs Spark jobs
 * @param executions SQL executions, nested ones too
 */
record EventLog(List<Long> jobs, List<Long> executions) {
  private static final String JOB = "SparkListenerJobStart";
  private static final String EXECUTION =
      "org.apache.spark.sql.execution.ui.SparkListenerSQLExecutionStart";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The settings under which a run writes its log into the folder as {@link #read} needs it. */
  static List<String> settings(Path folder) {
    return List.of(
        "-Dspark.eventLog.enabled=true",
        "-Dspark.eventLog.dir=" + folder.toUri(),
        "-Dspark.eventLog.compress=false",
        "-Dspark.eventLog.rolling.enabled=false");
  }

  /** Reads all logs of the folder: one, or none if the run had no Spark. */
  static EventLog read(Path folder) throws IOException {
    EventLog log = new EventLog(new ArrayList<>(), new ArrayList<>());
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        try (Stream<String> lines = Files.lines(file)) {
          lines.forEach(log::add);
        }
      }
    }
    return log;
  }

  private void add(String line) {
    // Every event begins with its kind; others are large and need no reading.
    if (begins(line, JOB)) {
      jobs.add(event(line).get("Submission Time").asLong());
    } else if (begins(line, EXECUTION)) {
      executions.add(event(line).get("time").asLong());
    }
  }

  private static boolean begins(String line, String kind) {
    return line.startsWith("{\"Event\":\"" + kind + "\"");
  }

  private static JsonNode event(String line) {
    try {
      return JSON.readTree(line);
    } catch (IOException e) {
      throw new UncheckedIOException("the event log cannot be read", e);
    }
  }

  /** How many of these times lie in the step. */
  static long within(List<Long> times, CommandRun.Step step) {
    return times.stream()
        .flatMapToLong(LongStream::of)
        .filter(time -> time >= step.begun() && time < step.ended())
        .count();
  }
}
