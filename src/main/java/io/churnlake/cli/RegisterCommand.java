package io.churnlake.cli;

import io.churnlake.config.Configuration;
import io.churnlake.lake.Metastore;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Names a lake's tables in a Hive metastore. */
@Command(
    name = "register",
    description = {
      "Registers the published tables of gold, bi and ops in the Hive metastore that hive-site.xml or"
          + " Spark's settings name, as external Delta tables with comments; renews those whose columns"
          + " have changed. The lake stays as it is.",
      "Who reads a table there sees its newest commit: join with gold.calendar."
    },
    mixinStandardHelpOptions = true)
final class RegisterCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private final LakeOptions lakeOptions = new LakeOptions();

  @Option(
      names = "--prefix",
      paramLabel = "NAME",
      defaultValue = "churnlake_",
      description = "The databases are NAMEgold, NAMEbi and NAMEops (default ${DEFAULT-VALUE}).")
  private String prefix = "";

  RegisterCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Configuration configuration = lakeOptions.configuration();
    Metastore.of(lakeOptions.lake, configuration.spark().shufflePartitions(), prefix)
        .register()
        .forEach(
            (table, done) ->
                terminal.out().println(table + "  " + done.name().toLowerCase(Locale.ROOT)));
    return 0;
  }
}
