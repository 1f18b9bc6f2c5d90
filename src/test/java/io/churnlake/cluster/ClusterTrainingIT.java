package io.churnlake.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.churnlake.simulate.ShopFiles;
import io.churnlake.simulate.SimulationSpec;
import io.churnlake.testing.SparkTest;
import io.churnlake.testing.Thorough;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A training of more rows than one partition holds runs on all workers of a cluster. */
class ClusterTrainingIT {
  /** Some 70,000 customers at the cut-offs of a training. */
  private static final SimulationSpec SHOP =
      new SimulationSpec(20_000, 400, 7, LocalDate.of(2024, 1, 1));

  private static final Duration RUN = Duration.ofMinutes(30);

  @TempDir private Path folder;

  @Test
  void learnersRunOnBothWorkers() throws IOException, InterruptedException {
    assumeTrue(Thorough.isAsked(), "takes minutes: -Dchurnlake.thorough=true");
    String shop = folder.resolve("shop").toString();
    ShopFiles.write(SparkTest.spark(), SHOP, shop);
    Path clusterFolder = Files.createDirectories(folder.resolve("cluster"));
    Path events = Files.createDirectories(folder.resolve("events"));
    Path sparkClasspath = Path.of(System.getProperty("churnlake.spark.classpath"));
    try (StandaloneCluster cluster = StandaloneCluster.start(clusterFolder, sparkClasspath, 2)) {
      Map<String, String> environment =
          Map.of(
              "CHURNLAKE_KEY",
              "0123456789abcdef".repeat(4),
              "JDK_JAVA_OPTIONS",
              "-Dspark.eventLog.enabled=true -Dspark.eventLog.compress=false"
                  + " -Dspark.eventLog.rolling.enabled=false -Dspark.eventLog.dir="
                  + events.toUri());
      cluster
          .submit(
              Path.of(System.getProperty("churnlake.jar")),
              "io.churnlake.cli.Main",
              environment,
              List.of(
                  "nightly",
                  "--until=train",
                  "--source=" + Path.of("conf/sources/simulator.conf").toAbsolutePath(),
                  "--input=" + shop,
                  "--lake=" + folder.resolve("lake"),
                  "--as-of=" + SHOP.end()))
          .awaitSuccess(RUN);
    }
    Map<String, Long> tasks = tasksOf("train,", events);
    System.out.println("tasks of the training by executor: " + tasks);
    assertThat(tasks).hasSize(2);
    long all = tasks.values().stream().mapToLong(Long::longValue).sum();
    assertThat(tasks.values()).allMatch(some -> some > all / 5);
  }

  /** How many tasks of a step's jobs each executor ran. */
  private static Map<String, Long> tasksOf(String step, Path events) throws IOException {
    Map<Integer, String> stages = new HashMap<>();
    Map<String, Long> tasks = new TreeMap<>();
    try (Stream<Path> files = Files.list(events)) {
      for (Path file : files.toList()) {
        try (Stream<String> lines = Files.lines(file)) {
          lines.map(ClusterTrainingIT::event).forEach(event -> count(event, step, stages, tasks));
        }
      }
    }
    return tasks;
  }

  private static void count(
      JsonNode event, String step, Map<Integer, String> stages, Map<String, Long> tasks) {
    switch (event.path("Event").asText()) {
      case "SparkListenerJobStart" -> {
        String job = event.path("Properties").path("spark.job.description").asText();
        event.path("Stage IDs").forEach(stage -> stages.put(stage.asInt(), job));
      }
      case "SparkListenerTaskEnd" -> {
        if (stages.getOrDefault(event.path("Stage ID").asInt(), "").startsWith(step)) {
          tasks.merge(event.path("Task Info").path("Executor ID").asText(), 1L, Long::sum);
        }
      }
      default -> {
        // Of no interest here.
      }
    }
  }

  private static JsonNode event(String line) {
    try {
      return new ObjectMapper().readTree(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
