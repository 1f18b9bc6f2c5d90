package io.churnlake.cli;

import io.churnlake.inspect.Presets;
import io.churnlake.step.OrderLog;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Options of every command that reads all that a shop delivers. */
final class OrdersOptions {
  @ArgGroup(exclusive = false, multiplicity = "1..*")
  private List<Log> logs = new ArrayList<>();

  /** A source and its folder; several of them feed one lake. */
  static final class Log {
    @Option(
        names = "--source",
        required = true,
        paramLabel = "FILE",
        description =
            SourceOption.DESCRIPTION
                + " For a lake of several sources, --source and --input are given for each.")
    private Path source = Path.of("");

    @Option(
        names = "--input",
        required = true,
        paramLabel = "DIR",
        description = "The folder with the order files; files.folder of the source is below it.")
    private String input = "";
  }

  /**
   * The order logs, in the order in which they were given.
   *
   * @throws io.churnlake.error.UserException if there is no such mapping, or what is wrong in it
   */
  List<OrderLog> logs() {
    return logs.stream().map(log -> new OrderLog(Presets.named(log.source), log.input)).toList();
  }

  /** The same as they were given. */
  List<String> given() {
    List<String> given = new ArrayList<>();
    logs.forEach(
        log -> given.addAll(List.of("--source", log.source.toString(), "--input", log.input)));
    return given;
  }
}
