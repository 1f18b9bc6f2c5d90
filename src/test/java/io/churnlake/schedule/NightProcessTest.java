package io.churnlake.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("fast")
class NightProcessTest {
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final int BY_SIGTERM = 143;
  private static final int BY_SIGKILL = 137;

  @TempDir Path folder;

  private static List<String> shell(String script) {
    return List.of("sh", "-c", script);
  }

  @Test
  void theExitCodeIsTheProcesss() {
    NightProcess process = new NightProcess(LONG, LONG);
    assertThat(process.run(shell("exit 3"))).isEqualTo(3);
    assertThat(process.run(List.of(folder + "/nothing"))).isEqualTo(NightProcess.NOT_STARTED);
  }

  @Test
  void aStuckNightIsAskedToEndAndThenEnded() {
    Duration little = Duration.ofMillis(300);
    assertThat(new NightProcess(little, LONG).run(shell("exec sleep 60"))).isEqualTo(BY_SIGTERM);
    assertThat(new NightProcess(little, little).run(shell("trap '' TERM; sleep 3; sleep 3")))
        .isEqualTo(BY_SIGKILL);
  }

  @Test
  void theOneUnderWayIsAskedToEndAndNoneBeginsAfterwards() throws Exception {
    Path begun = folder.resolve("begun");
    NightProcess process = new NightProcess(LONG, LONG);
    CompletableFuture<Integer> code =
        CompletableFuture.supplyAsync(
            () -> process.run(shell("touch " + begun + "; exec sleep 60")));
    for (int i = 0; i < 200 && !Files.exists(begun); i++) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
    assertThat(process.end()).isTrue();
    assertThat(code.get(20, TimeUnit.SECONDS)).isEqualTo(BY_SIGTERM);
    assertThat(process.run(shell("exit 0"))).isEqualTo(NightProcess.NOT_STARTED);
    assertThat(process.end()).isFalse();
  }
}
