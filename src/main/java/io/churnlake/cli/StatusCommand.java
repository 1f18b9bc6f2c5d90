package io.churnlake.cli;

import io.churnlake.lake.LakeLock;
import io.churnlake.lake.LogTables;
import io.churnlake.run.Status;
import io.churnlake.run.StatusReader;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How a lake is doing. */
@Command(
    name = "status",
    description = {
      "Tells how a lake is doing: what is published and of which date, the last runs and how long"
          + " their steps took, rejected rows, checks that did not pass, sizes of tables.",
      "Reads logs and accounts alone, without Spark."
    },
    mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Option(
      names = "--lake",
      required = true,
      paramLabel = "DIR",
      description = "The lake: a folder, or a URI that Hadoop's file systems know.")
  private String lake = "";

  @Option(
      names = "--format",
      paramLabel = "table|json",
      description = "table (default) or json (one object).")
  private StatusFormat format = StatusFormat.table;

  @Option(
      names = "--runs",
      paramLabel = "N",
      description = "How many runs are shown (default ${DEFAULT-VALUE}).")
  private int runs = 7;

  @Option(
      names = "--prometheus",
      paramLabel = "FILE",
      description =
          "Also writes figures to this file in Prometheus' text format, for the textfile collector of"
              + " node_exporter; whole or not at all.")
  private @Nullable Path prometheus;

  StatusCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  /** How the status is printed. */
  enum StatusFormat {
    table,
    json
  }

  @Override
  public Integer call() {
    Status status =
        new StatusReader(LogTables.at(lake))
            .read(
                Math.max(1, runs),
                terminal.clock().instant(),
                LakeLock.isHeld(lake, terminal.clock()));
    if (format == StatusFormat.json) {
      terminal.out().println(StatusJson.of(status));
    } else {
      new StatusLines(terminal.out()).print(status);
    }
    if (prometheus != null) {
      WholeFile.write(PrometheusText.of(status), prometheus.toAbsolutePath());
    }
    return 0;
  }
}
