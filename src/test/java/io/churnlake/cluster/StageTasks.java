package io.churnlake.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Where the tasks of stages ran, by Spark's event log. */
final class StageTasks {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String STAGE = "SparkListenerStageSubmitted";
  private static final String TASK = "SparkListenerTaskEnd";

  private final List<String> callers;
  private final Map<Integer, String> details = new HashMap<>();
  private final Map<String, Set<String>> executors = new TreeMap<>();

  private StageTasks(List<String> callers) {
    this.callers = callers;
    callers.forEach(caller -> executors.put(caller, new TreeSet<>()));
  }

  /**
   * The executors that ran tasks of stages that a caller asked for.
   *
   * @param folder with event logs
   * @param callers parts of the names of methods
   * @return by caller
   */
  static Map<String, Set<String>> executors(Path folder, List<String> callers) throws IOException {
    StageTasks tasks = new StageTasks(callers);
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        try (Stream<String> lines = Files.lines(file)) {
          lines.forEach(tasks::add);
        }
      }
    }
    return tasks.executors;
  }

  private void add(String line) {
    if (begins(line, STAGE)) {
      JsonNode stage = event(line).get("Stage Info");
      details.put(stage.get("Stage ID").asInt(), stage.get("Details").asText());
    } else if (begins(line, TASK)) {
      JsonNode task = event(line);
      String asked = details.get(task.get("Stage ID").asInt());
      for (String caller : callers) {
        if (asked != null && asked.contains(caller)) {
          executors.get(caller).add(task.get("Task Info").get("Executor ID").asText());
        }
      }
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
}
