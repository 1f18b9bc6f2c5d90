package io.churnlake.cli;

import io.churnlake.config.Configuration;
import io.churnlake.config.DatabaseSettings;
import io.churnlake.database.DatabasePublisher;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Copies published tables into a PostgreSQL database. */
@Command(
    name = "publish",
    description = {
      "Copies published tables into the PostgreSQL database of churnlake.publish, in one transaction:",
      "its readers see the tables of before until all new ones stand. The password is in the",
      "environment, CHURNLAKE_PUBLISH_PASSWORD, or in a file, CHURNLAKE_PUBLISH_PASSWORD_FILE."
    },
    mixinStandardHelpOptions = true)
final class PublishCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private final LakeOptions lakeOptions = new LakeOptions();

  PublishCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Configuration configuration = lakeOptions.configuration();
    DatabaseSettings database = configuration.database();
    String password = database.password(System.getenv());
    new DatabasePublisher(database, password)
        .publish(lakeOptions.open(configuration))
        .forEach(
            (table, rows) ->
                terminal.out().println(String.format(Locale.ROOT, "%s  %,d rows", table, rows)));
    return 0;
  }
}
