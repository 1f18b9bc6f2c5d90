package io.churnlake.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.churnlake.config.SourceMapping;
import io.churnlake.error.ExitCode;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command that looks at files and writes a mapping for them. */
@Tag("fast")
class InspectCommandTest {
  private static final String SHOPIFY = "src/test/resources/presets/shopify";

  @TempDir Path folder;

  @Test
  void theMappingGoesToStandardOutputAndTheRestToTheOther() {
    Ended ended = Ended.run("inspect", SHOPIFY);
    assertThat(ended.code()).isZero();
    assertThat(SourceMapping.parse("out", ended.out()).currency()).isEqualTo("USD");
    assertThat(ended.err())
        .contains("known: preset shopify", "revenue", "115.00 USD", "2024-01-31 to 2024-07-06")
        .doesNotContain("Kim@example.com", "lee@example.com");
  }

  @Test
  void orToAFileThatIsNotThereYet() {
    Path mapping = folder.resolve("shop.conf");
    Ended ended = Ended.run("inspect", SHOPIFY, "--output", mapping.toString());
    assertThat(ended.code()).isZero();
    assertThat(ended.out()).contains("115.00 USD", "The mapping is in " + mapping);
    assertThat(ended.err())
        .contains(
            "next: churnlake check --source " + mapping, "churnlake nightly --source " + mapping);
    assertThat(SourceMapping.load(mapping).zone()).isEqualTo("America/New_York");

    Ended.run("inspect", SHOPIFY, "--output", mapping.toString())
        .mustTell(ExitCode.USAGE, "There is a file of that name");
  }

  @Test
  void aSourceThatIsNoneIsAnsweredByTheNearest() {
    Ended.run(
            "nightly",
            "--source",
            "shopfy",
            "--input",
            SHOPIFY,
            "--lake",
            folder + "/lake",
            "--as-of",
            "2024-08-01")
        .mustTell(ExitCode.USAGE, "There is no source shopfy", "shopify");
  }
}
