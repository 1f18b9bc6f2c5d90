package io.churnlake.cli;

import io.churnlake.check.CheckReport;
import io.churnlake.check.Checked;
import io.churnlake.check.SourceCheck;
import io.churnlake.config.Configuration;
import io.churnlake.lake.Sparks;
import io.churnlake.run.SourcesAgree;
import io.churnlake.step.OrderLog;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A mapping before its log is loaded: what a night would make of all rows, and what is odd. */
@Command(
    name = "check",
    description = {
      "Reads all order files by a mapping, without a lake: rows by rule, money, customers, examples"
          + " of what is refused or left out, and what makes one think that the mapping is wrong.",
      "Values are shown shortened. Ends with code 3 if a night would refuse the files or nothing"
          + " counts; suspicions alone do not fail."
    },
    mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private final OrdersOptions orders = new OrdersOptions();

  @Option(
      names = "--conf",
      paramLabel = "FILE",
      description = "Settings over the defaults of conf/reference.conf.")
  private @Nullable Path conf;

  CheckCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Configuration configuration = Configuration.load(conf);
    List<OrderLog> logs = orders.logs();
    SourcesAgree.check(configuration, logs.stream().map(OrderLog::source).toList());
    List<Checked> found = new ArrayList<>();
    for (OrderLog log : logs) {
      SparkSession spark = Sparks.open(configuration.spark().shufflePartitions());
      found.add(
          SourceCheck.of(
              spark,
              configuration,
              log.source(),
              log.input(),
              DeliveryOptions.password(log.source())));
      CheckReport.of(found.get(found.size() - 1)).forEach(terminal.out()::println);
      terminal.out().flush();
    }
    for (Checked each : found) {
      if (each.refusal() != null) {
        throw each.refusal();
      }
    }
    return 0;
  }
}
