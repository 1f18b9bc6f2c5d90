package io.churnlake.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.churnlake.error.ExitCode;
import io.churnlake.lake.Lake;
import io.churnlake.lake.LakeRecord;
import io.churnlake.testing.SparkTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The status of a lake for a person, for a program, and for Prometheus. */
class StatusCommandTest {
  @TempDir Path folder;

  @Test
  void aLakeIsToldInEachFormat() throws Exception {
    String lake = folder.resolve("a lake").toString();
    new LakeRecord(Lake.FORMAT_VERSION, "tiny", "Europe/Berlin", "EUR", "k", "0")
        .write(Lake.at(SparkTest.spark(), lake));
    assertThat(Ended.run("status", "--lake", lake).out())
        .contains("published  nothing yet", "ops.lake ");

    Path figures = folder.resolve("churnlake.prom");
    Files.writeString(figures, "old");
    Ended json =
        Ended.run("status", "--lake", lake, "--format", "json", "--prometheus", "" + figures);
    assertThat(json.err()).isEmpty();
    JsonNode read = new ObjectMapper().readTree(json.out());
    assertThat(read.path("published").isNull()).isTrue();
    assertThat(read.path("zone").asText()).isEqualTo("Europe/Berlin");
    assertThat(read.path("tables").get(0).path("table").asText()).isEqualTo("ops.lake");

    List<String> lines = Files.readAllLines(figures);
    assertThat(lines)
        .contains(
            "# TYPE churnlake_table_files gauge",
            "churnlake_table_log_commits{table=\"ops.lake\"} 1")
        .allMatch(
            line ->
                line.matches("# (HELP|TYPE) churnlake_\\w+ .+")
                    || line.matches(
                        "churnlake_\\w+(\\{\\w+=\"[^\"]*\"(,\\w+=\"[^\"]*\")*\\})? [0-9.]+"));
    assertThat(folder.toFile().list()).containsExactlyInAnyOrder("a lake", "churnlake.prom");
  }

  @Test
  void whereThereIsNoLakeOrNoFolderItIsSaid() {
    Ended.run("status", "--lake", "" + folder).mustTell(ExitCode.USAGE, "There is no lake");
  }
}
