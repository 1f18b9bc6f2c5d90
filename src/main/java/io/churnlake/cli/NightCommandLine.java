package io.churnlake.cli;

import io.churnlake.error.Errors;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a process of a single night is started with. */
final class NightCommandLine {
  /** Set by scripts/churnlake to itself, which chooses the JVM's options by the shop's size. */
  private static final String LAUNCHER = "churnlake.launcher";

  private NightCommandLine() {}

  /**
   * The program without arguments: as given, else scripts/churnlake if that started this process,
   * else the Java command of this process.
   *
   * @param given words divided by blanks; empty if nothing was given
   * @throws io.churnlake.error.UserException under spark-submit, whose command cannot be known here
   */
  static List<String> program(String given) {
    if (!given.isBlank()) {
      return List.of(given.strip().split("\\s+"));
    }
    Optional<String> launcher = Optional.ofNullable(System.getProperty(LAUNCHER));
    if (launcher.isPresent()) {
      return List.of(launcher.get());
    }
    if (System.getProperty("SPARK_SUBMIT") != null) {
      throw Errors.usage(
          "Nothing says how a night is started.",
          "Each night is a process of its own, and this one was started by spark-submit, whose"
              + " options it does not know.",
          "Add --launcher \"spark-submit ... churnlake.jar\", with the options that a night needs.");
    }
    List<String> java = new ArrayList<>();
    java.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    java.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    java.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    return java;
  }
}
