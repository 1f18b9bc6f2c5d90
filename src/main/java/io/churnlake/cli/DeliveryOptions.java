package io.churnlake.cli;

import io.churnlake.config.Configuration;
import io.churnlake.config.CustomerKeySecret;
import io.churnlake.config.SourceMapping;
import io.churnlake.lake.Lake;
import io.churnlake.lake.Sparks;
import io.churnlake.step.JobContext;
import java.nio.file.Path;
import java.util.function.Supplier;

/** From --source and --input to the order log of a run. */
final class DeliveryOptions {
  private DeliveryOptions() {}

  static JobContext.Delivery delivery(
      SourceMapping source, String input, Configuration configuration, Lake lake) {
    CustomerKeySecret secret =
        CustomerKeySecret.find(
            System.getenv(),
            configuration.privacy().keyFile(),
            Path.of(System.getProperty("user.home")),
            Sparks.isLocal(lake.spark())
                ? CustomerKeySecret.WhenMissing.MAKE_ONE
                : CustomerKeySecret.WhenMissing.REFUSE);
    return new JobContext.Delivery(source, input, secret, password(source));
  }

  /** Asks the environment only where the orders are in a database. */
  static Supplier<String> password(SourceMapping source) {
    return () -> source.database().password(System.getenv());
  }
}
