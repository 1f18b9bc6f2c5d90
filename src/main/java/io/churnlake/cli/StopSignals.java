package io.churnlake.cli;

import io.churnlake.job.JobContext;
import io.churnlake.job.Stop;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.SparkContext;
import org.jline.utils.Signals;

/**
 * While it is open, SIGTERM and SIGINT ask a run to end: its Spark jobs are cancelled, it accounts
 * for what it has done, and says how to go on. Otherwise the JVM would take Spark from under it.
 */
final class StopSignals implements AutoCloseable {
  private final Map<String, Object> before = new LinkedHashMap<>();

  private StopSignals() {}

  static StopSignals to(Stop stop, JobContext context) {
    StopSignals listening = new StopSignals();
    SparkContext spark = context.lake().spark().sparkContext();
    for (String signal : List.of("TERM", "INT")) {
      listening.before.put(
          signal,
          Signals.register(signal, () -> stop.request("SIG" + signal, spark, context.runId())));
    }
    return listening;
  }

  @Override
  public void close() {
    before.forEach(Signals::unregister);
  }
}
