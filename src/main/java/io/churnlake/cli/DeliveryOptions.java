package io.churnlake.cli;

import io.churnlake.config.Configuration;
import io.churnlake.config.CustomerKeySecret;
import io.churnlake.config.SourceMapping;
import io.churnlake.lake.Lake;
import io.churnlake.lake.LakeRecord;
import io.churnlake.lake.Sparks;
import io.churnlake.step.JobContext;
import io.churnlake.step.OrderLog;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** From --source and --input to the order log of a run. */
final class DeliveryOptions {
  private DeliveryOptions() {}

  static JobContext.Delivery delivery(
      SourceMapping source, String input, Configuration configuration, Lake lake) {
    return delivery(List.of(new OrderLog(source, input)), configuration, lake);
  }

  /**
   * Of several order logs: that of the lake's own source is the first, else the one given first.
   */
  static JobContext.Delivery delivery(List<OrderLog> logs, Configuration configuration, Lake lake) {
    CustomerKeySecret secret =
        CustomerKeySecret.find(
            System.getenv(),
            configuration.privacy().keyFile(),
            Path.of(System.getProperty("user.home")),
            Sparks.isLocal(lake.spark())
                ? CustomerKeySecret.WhenMissing.MAKE_ONE
                : CustomerKeySecret.WhenMissing.REFUSE);
    String lakes = logs.size() == 1 ? "" : LakeRecord.of(lake).map(LakeRecord::source).orElse("");
    OrderLog own =
        logs.stream()
            .filter(log -> log.source().name().equals(lakes))
            .findFirst()
            .orElse(logs.get(0));
    JobContext.Delivery all =
        new JobContext.Delivery(own.source(), own.input(), secret, password(own.source()));
    List<OrderLog> others = new ArrayList<>(logs);
    others.remove(own);
    for (OrderLog other : others) {
      all = all.with(other.source(), other.input(), password(other.source()));
    }
    return all;
  }

  /** Asks the environment only where the orders are in a database. */
  static Supplier<String> password(SourceMapping source) {
    return () -> source.database().password(System.getenv());
  }
}
