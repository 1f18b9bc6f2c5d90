package io.churnlake.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.churnlake.run.Jobs;
import io.churnlake.step.Job;
import io.churnlake.step.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Lines stay whole although steps run at the same time. */
@Tag("fast")
class StepLinesTest {
  private final ByteArrayOutputStream told = new ByteArrayOutputStream();
  private final StepLines lines =
      new StepLines(new PrintStream(told, true, StandardCharsets.UTF_8));

  private static Job job(String name) {
    return Jobs.named(name);
  }

  private void ended(String name) {
    lines.ended(job(name), Outcome.of(7, "of " + name), Duration.ofSeconds(1));
  }

  private String told() {
    return told.toString(StandardCharsets.UTF_8).replaceAll(" +", " ");
  }

  @Test
  void whatEndsWhileAnotherLineIsOpenComesAfterIt() {
    lines.begun(job("clv"), 9, 18);
    lines.begun(job("rfm"), 8, 18);
    ended("rfm");
    lines.begun(job("train"), 12, 18);
    assertThat(told()).isEqualTo("[9/18] clv ");
    ended("clv");
    assertThat(told())
        .isEqualTo(
            "[9/18] clv 1.0 s 7 rows in 0 out of clv\n"
                + "[8/18] rfm 1.0 s 7 rows in 0 out of rfm\n"
                + "[12/18] train ");
    lines.begun(job("bi"), 18, 18);
    lines.unchanged(job("bi"), "r1");
    lines.failed(job("train"));
    assertThat(told()).endsWith("\n[12/18] train failed\n[18/18] bi - unchanged since run r1\n");
  }
}
