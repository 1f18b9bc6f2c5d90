package io.churnlake.cli;

import io.churnlake.config.SourceMapping;
import io.churnlake.error.Errors;
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
      paramLabel = "DIR",
      description =
          "The folder with the order files; files.folder of the source is below it. Orders in a"
              + " database need none.")
  String input = "";

  /**
   * The mapping that --source names.
   *
   * @throws io.churnlake.error.UserException if there is none, or what is wrong in it
   */
  SourceMapping mapping() {
    SourceMapping mapping = Presets.named(source);
    if (input.isEmpty() && !mapping.format().isTable()) {
      throw Errors.usage(
          "The folder with the order files is missing.",
          "The source mapping " + source + " reads files.",
          "Add --input DIR.");
    }
    return mapping;
  }
}
