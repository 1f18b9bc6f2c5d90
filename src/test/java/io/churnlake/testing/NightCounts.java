package io.churnlake.testing;

import io.churnlake.benchmark.DeltaCommits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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
 * @param names descriptions of the Spark jobs, each once
 */
public record NightCounts(int jobs, int executions, int commits, Set<String> names) {

  /** A bound, which no name matters to. */
  public NightCounts(int jobs, int executions, int commits) {
    this(jobs, executions, commits, Set.of());
  }

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
        counter.jobs.get(),
        counter.executions.get(),
        DeltaCommits.of(lake).since(before).size(),
        Set.copyOf(counter.names));
  }

  private static final class Counter extends SparkListener {
    private final AtomicInteger jobs = new AtomicInteger();
    private final AtomicInteger executions = new AtomicInteger();
    private final Set<String> names = ConcurrentHashMap.newKeySet();

    @Override
    public void onJobStart(SparkListenerJobStart start) {
      jobs.incrementAndGet();
      names.add(String.valueOf(start.properties().getProperty("spark.job.description")));
    }

    @Override
    public void onOtherEvent(SparkListenerEvent event) {
      if (event instanceof SparkListenerSQLExecutionStart) {
        executions.incrementAndGet();
      }
    }
  }
}
