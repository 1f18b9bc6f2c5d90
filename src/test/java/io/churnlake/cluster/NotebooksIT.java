package io.churnlake.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.churnlake.config.Configuration;
import io.churnlake.config.SourceMapping;
import io.churnlake.lake.Lake;
import io.churnlake.run.Jobs;
import io.churnlake.run.Progress;
import io.churnlake.run.Runner;
import io.churnlake.simulate.ShopFiles;
import io.churnlake.simulate.SimulationSpec;
import io.churnlake.step.JobContext;
import io.churnlake.testing.SparkTest;
import io.churnlake.testing.TestKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every cell of every notebook runs, in Jupyter, on a lake that has seen one night. */
class NotebooksIT {
  private static final SimulationSpec SHOP =
      new SimulationSpec(300, 300, 7, LocalDate.of(2024, 1, 1));

  @TempDir private Path folder;

  @Test
  void everyCellRuns() throws IOException, InterruptedException {
    assumeTrue(
        Stream.of(System.getenv("PATH").split(":"))
            .anyMatch(path -> Files.isExecutable(Path.of(path, "jupyter-nbconvert"))),
        "Jupyter is not on this machine");
    String shop = folder.resolve("shop").toString();
    ShopFiles.write(SparkTest.spark(), SHOP, shop);
    Lake lake = Lake.at(SparkTest.spark(), folder.resolve("lake").toString());
    JobContext context =
        new JobContext(
            lake,
            Configuration.defaults(),
            new JobContext.Delivery(SourceMapping.bundled("simulator"), shop, TestKeys.secret()),
            SHOP.end(),
            "run",
            Clock.systemUTC());
    new Runner(context, Progress.silent()).runWhatChanged(Jobs.nightly());

    Path out = folder.resolve("executed");
    List<String> command =
        List.of(
            Path.of("scripts/notebooks").toAbsolutePath().toString(),
            "--execute",
            out.toString(),
            folder.resolve("lake").toString());
    Map<String, String> environment =
        Map.of(
            "JAVA_HOME", System.getProperty("java.home"), "HOME", System.getProperty("user.home"));
    try (Started notebooks = Started.command("notebooks", folder, environment, command)) {
      assertThat(notebooks.endsWithin(Duration.ofMinutes(20))).as("the notebooks end").isTrue();
      assumeFalse(
          notebooks.printed().contains("The kernel of the notebooks does not start"),
          "Jupyter and the kernel do not find each other on this machine");
      notebooks.awaitSuccess(Duration.ofSeconds(1));
    }
    for (Path stored : stored()) {
      JsonNode cells =
          new ObjectMapper().readTree(out.resolve(stored.getFileName()).toFile()).get("cells");
      assertThat(cells.findValuesAsText("output_type")).isNotEmpty().doesNotContain("error");
      assertThat(cells.findValues("image/png")).as(stored + " has charts").isNotEmpty();
    }
  }

  @Test
  void storedOnesHaveNoOutput() throws IOException {
    assertThat(stored()).hasSize(5);
    for (Path notebook : stored()) {
      for (JsonNode cell : new ObjectMapper().readTree(notebook.toFile()).get("cells")) {
        if (cell.get("cell_type").asText().equals("code")) {
          assertThat(cell.get("outputs")).as(notebook.toString()).isEmpty();
          assertThat(cell.get("execution_count").isNull()).as(notebook.toString()).isTrue();
        }
      }
    }
  }

  private static List<Path> stored() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("notebooks"))) {
      return files.filter(file -> file.toString().endsWith(".ipynb")).toList();
    }
  }
}
