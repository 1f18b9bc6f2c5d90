package io.churnlake.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.churnlake.error.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;

/** A command run to its end: the exit code and what it printed. */
record Ended(int code, String out, String err) {
  static Ended run(String... args) {
    return runAt(Clock.systemUTC(), args);
  }

  static Ended runAt(Clock clock, String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Terminal terminal =
        new Terminal(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            clock);
    int code = Cli.execute(args, terminal);
    return new Ended(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  void mustTell(ExitCode expected, String... words) {
    assertThat(code).as(err).isEqualTo(expected.code());
    assertThat(out).isEmpty();
    assertThat(err)
        .contains("churnlake: ", "  cause:  ", "  remedy: ")
        .contains(words)
        .doesNotContain("\tat ", "Exception in");
    assertThat(err.lines().filter(line -> line.startsWith("churnlake: "))).hasSize(1);
  }
}
