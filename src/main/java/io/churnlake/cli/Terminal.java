package io.churnlake.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;

/**
 * What a command talks to: results go to {@code out}, everything else to {@code err}.
 *
 * @param out results alone
 * @param err progress and messages
 * @param clock the time; the only clock of the program
 */
record Terminal(PrintStream out, PrintStream err, Clock clock) {
  static Terminal ofProcess() {
    return new Terminal(
        new PrintStream(System.out, true, StandardCharsets.UTF_8),
        new PrintStream(System.err, true, StandardCharsets.UTF_8),
        Clock.systemUTC());
  }
}
