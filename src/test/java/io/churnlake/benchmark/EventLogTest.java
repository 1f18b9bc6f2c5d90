package io.churnlake.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the benchmark counts, of a command that tells steps as a night does. */
@Tag("fast")
class EventLogTest {
  @TempDir Path folder;

  /** Spark's words and their order: its own log of a job within an execution, cut short. */
  @Test
  void jobsAndExecutionsAreCountedByTheirStep() throws IOException {
    Files.writeString(
        folder.resolve("local-1"),
        """
        {"Event":"SparkListenerLogStart","Spark Version":"4.1.0"}
        {"Event":"org.apache.spark.sql.execution.ui.SparkListenerSQLExecutionStart","executionId":0,"rootExecutionId":0,"time":1000}
        {"Event":"SparkListenerJobStart","Job ID":0,"Submission Time":1100,"Stage Infos":[]}
        {"Event":"SparkListenerJobEnd","Job ID":0,"Completion Time":1200}
        {"Event":"org.apache.spark.sql.execution.ui.SparkListenerSQLExecutionEnd","executionId":0,"time":1300}
        {"Event":"SparkListenerJobStart","Job ID":1,"Submission Time":2100,"Stage Infos":[]}
        """);
    EventLog log = EventLog.read(folder);
    assertThat(log).isEqualTo(new EventLog(List.of(1100L, 2100L), List.of(1000L)));
    CommandRun.Step step = new CommandRun.Step("cohorts", 1000, 2000, 0);
    assertThat(EventLog.within(log.jobs(), step)).isEqualTo(1);
    assertThat(EventLog.within(log.executions(), step)).isEqualTo(1);
  }

  @Test
  void newCommitsAreCounted() throws IOException {
    Path log = Files.createDirectories(folder.resolve("gold/kpis/_delta_log"));
    Files.createFile(log.resolve("00000000000000000000.json"));
    DeltaCommits before = DeltaCommits.of(folder);
    Files.createFile(log.resolve("00000000000000000001.json"));
    Files.createFile(log.resolve("00000000000000000001.crc"));
    Files.createFile(log.resolve("00000000000000000001.checkpoint.parquet"));
    assertThat(DeltaCommits.of(folder).since(before)).hasSize(1);
    assertThat(DeltaCommits.of(folder.resolve("none")).since(before)).isEmpty();
  }

  @Test
  void theStepsOfACommandAreRead() throws IOException, InterruptedException {
    CommandRun run =
        CommandRun.of(
            List.of(
                "bash",
                "-c",
                "echo rows; for i in 1 2; do printf \"[$i/2] step$i\" >&2; sleep .1;"
                    + " echo ' 0.1 s  [3/4] rows' >&2; done; echo published >&2"),
            Map.of(),
            folder.resolve("out"));
    assertThat(run.steps()).extracting(CommandRun.Step::name).containsExactly("step1", "step2");
    assertThat(run.steps()).allMatch(step -> step.ended() > step.begun());
    assertThat(folder.resolve("out")).hasContent("rows");
  }

  @Test
  void valuesThatDifferAreTold() throws IOException {
    Path duck = Files.writeString(folder.resolve("duck"), "lines,12\nkpis 2024-01-01 new,3.50\n");
    Path lake =
        Files.writeString(
            folder.resolve("lake"), "what,value\nlines,12.0000\nkpis 2024-01-01 new,4.0000\n");
    assertThat(Compared.differences(duck, duck)).isEmpty();
    assertThat(Compared.differences(duck, lake))
        .containsExactly("difference: kpis 2024-01-01 new is 3.50 in DuckDB, 4.0000 in the lake");
    assertThat(Nights.lines("70k")).isEqualTo(70_000);
    assertThat(Nights.lines("1.5M")).isEqualTo(1_500_000);
  }
}
