package io.churnlake.cli;

import io.churnlake.config.SourceMapping;
import io.churnlake.error.Errors;
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
    Path source = Path.of("");

    @Option(
        names = "--input",
        paramLabel = "DIR",
        description =
            "The folder with the order files; files.folder of the source is below it. Orders in a"
                + " database need none.")
    String input = "";
  }

  /**
   * The order logs, in the order in which they were given.
   *
   * @throws io.churnlake.error.UserException if there is no such mapping, or what is wrong in it
   */
  List<OrderLog> logs() {
    return logs.stream().map(OrdersOptions::named).toList();
  }

  private static OrderLog named(Log log) {
    SourceMapping mapping = Presets.named(log.source);
    if (log.input.isEmpty() && !mapping.format().isTable()) {
      throw Errors.usage(
          "The folder with the order files is missing.",
          "The source mapping " + log.source + " reads files.",
          "Add --input DIR behind its --source.");
    }
    return new OrderLog(mapping, log.input);
  }

  /** The same as they were given. */
  List<String> given() {
    List<String> given = new ArrayList<>();
    for (Log log : logs) {
      given.addAll(List.of("--source", log.source.toString()));
      if (!log.input.isEmpty()) {
        given.addAll(List.of("--input", log.input));
      }
    }
    return given;
  }
}
