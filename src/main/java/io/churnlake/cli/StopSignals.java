package io.churnlake.cli;

import io.churnlake.run.Stop;
import io.churnlake.step.JobContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.spark.SparkContext;
import org.jline.utils.Signals;

/**
 * While a run is under way, SIGTERM and SIGINT ask it to end: its Spark jobs are cancelled, it
 * accounts for what it has done, and says how to go on. Otherwise the JVM would take Spark from
 * under it.
 */
final class StopSignals {
  private StopSignals() {}

  /** Does what {@code run} does, and hands signals on meanwhile. */
  static <T> T handedTo(Stop stop, JobContext context, Supplier<T> run) {
    Map<String, Object> before = new LinkedHashMap<>();
    SparkContext spark = context.lake().spark().sparkContext();
    for (String signal : List.of("TERM", "INT")) {
      before.put(
          signal,
          Signals.register(signal, () -> stop.request("SIG" + signal, spark, context.runId())));
    }
    try {
      return run.get();
    } finally {
      before.forEach(Signals::unregister);
    }
  }
}
