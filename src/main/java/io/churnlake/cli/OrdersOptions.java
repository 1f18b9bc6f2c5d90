package io.churnlake.cli;

import io.churnlake.config.SourceMapping;
import io.churnlake.inspect.Presets;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Options of every command that reads all that a shop delivers. */
final class OrdersOptions {
  @Option(
      names = "--source",
      required = true,
      paramLabel = "FILE",
      description = SourceOption.DESCRIPTION)
  Path source = Path.of("");

  @Option(
      names = "--input",
      required = true,
      paramLabel = "DIR",
      description = "The folder with the order files; files.folder of the source is below it.")
  String input = "";

  /**
   * The mapping that --source names.
   *
   * @throws io.churnlake.error.UserException if there is none, or what is wrong in it
   */
  SourceMapping mapping() {
    return Presets.named(source);
  }
}
