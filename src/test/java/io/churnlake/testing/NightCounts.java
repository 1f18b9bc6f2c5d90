package io.churnlake.testing;

import io.churnlake.benchmark.DeltaCommits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerEvent;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.sql.execution.ui.SparkListenerSQLExecutionStart;

/**
 * What a night asks of Spark and Delta; the same on every machine, however busy.
 *
 * @param jobs Spark jobs
 * @param executions SQL executions, nested ones too
 * @param commits commits to tables of the lake
 */
public record NightCounts(int jobs, int executions, int commits) {

  /** Runs a night and counts; nothing else may use the tests' session meanwhile. */
  public static NightCounts of(Path lake, Runnable night) throws IOException {
    SparkContext context = SparkTest.spark().sparkContext();
    Counter counter = new Counter();
    context.addSparkListener(counter);
    DeltaCommits before = DeltaCommits.of(lake);
    night.run();
    try {
      context.listenerBus().waitUntilEmpty();
    } catch (TimeoutException e) {
      throw new IllegalStateException("Spark's events do not end", e);
    } finally {
      context.removeSparkListener(counter);
    }
    return new NightCounts(
        counter.jobs.get(), counter.executions.get(), DeltaCommits.of(lake).since(before).size());
  }

  private static final class Counter extends SparkListener {
    private final AtomicInteger jobs = new AtomicInteger();
    private final AtomicInteger executions = new AtomicInteger();

    @Override
    public void onJobStart(SparkListenerJobStart start) {
      jobs.incrementAndGet();
    }

    @Override
    public void onOtherEvent(SparkListenerEvent event) {
      if (event instanceof SparkListenerSQLExecutionStart) {
        executions.incrementAndGet();
      }
    }
  }
}
