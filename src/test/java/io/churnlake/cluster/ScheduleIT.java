package io.churnlake.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as a process, with the jar's own Quartz; a shell script stands for the night. */
class ScheduleIT {
  private static final Duration ENOUGH = Duration.ofMinutes(2);
  private static final String NIGHT =
      """
      #!/bin/sh
      trap 'echo "night stopped"; exit 143' TERM
      echo "night with $@"
      while :; do sleep 0.1; done
      """;

  @TempDir Path folder;

  @Test
  void aSignalEndsTheNightUnderWayAndTheScheduleInWords() throws Exception {
    Path night = Files.writeString(folder.resolve("night"), NIGHT);
    assertThat(night.toFile().setExecutable(true)).isTrue();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@" + Path.of("conf/spark-jvm.args").toAbsolutePath());
    command.addAll(
        List.of(
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Dlog4j2.configurationFile=classpath:log4j2-churnlake.properties",
            "-Dchurnlake.log=" + folder.resolve("log"),
            "-cp",
            System.getProperty("churnlake.jar")
                + File.pathSeparator
                + Files.readString(Path.of(System.getProperty("churnlake.spark.classpath")))
                    .strip(),
            "io.churnlake.cli.Main",
            "schedule",
            "--launcher=" + night,
            "--source=shopify",
            "--input=orders",
            "--lake=" + folder.resolve("lake")));
    try (Started schedule = Started.command("schedule", folder, Map.of(), command)) {
      assertThat(schedule.awaitLine(Pattern.compile("(night with .*)"), ENOUGH))
          .startsWith("night with nightly --source shopify --input orders --resume --lake ")
          .containsPattern(" --as-of \\d{4}-\\d{2}-\\d{2} --ending ");
      schedule.stop();
      assertThat(schedule.awaitEnd(ENOUGH)).isEqualTo(143);
      assertThat(schedule.printed())
          .contains(
              "schedule: got SIGTERM; no further night begins, and the one under way is asked to end",
              "night stopped")
          .endsWith("schedule: ended by SIGTERM\n");
    }
  }
}
