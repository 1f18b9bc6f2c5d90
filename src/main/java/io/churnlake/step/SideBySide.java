package io.churnlake.step;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * Work that does not depend on one another, done at the same time. A merge of few rows waits for
 * one thread's planning nearly all of its time, while the other cores have nothing to do.
 */
public final class SideBySide {
  private SideBySide() {}

  /**
   * All results in the order of the works. A failure is thrown after all of them have ended, so
   * that nothing goes on behind the back of whoever handles it.
   */
  public static <T> List<T> run(SparkSession spark, List<Callable<T>> works) {
    ExecutorService threads = Executors.newFixedThreadPool(works.size());
    try {
      List<Callable<T>> ofSession = new ArrayList<>();
      for (Callable<T> work : works) {
        ofSession.add(
            () -> {
              SparkSession.setActiveSession(spark);
              return work.call();
            });
      }
      return results(threads.invokeAll(ofSession));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } finally {
      threads.shutdownNow();
    }
  }

  private static <T> List<T> results(List<Future<T>> ended) throws InterruptedException {
    List<T> results = new ArrayList<>();
    RuntimeException failure = null;
    for (Future<T> each : ended) {
      try {
        results.add(each.get());
      } catch (ExecutionException e) {
        RuntimeException one = behind(e.getCause());
        if (failure == null) {
          failure = one;
        } else {
          failure.addSuppressed(one);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
    return results;
  }

  private static RuntimeException behind(@Nullable Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    return failure instanceof RuntimeException e ? e : new IllegalStateException(failure);
  }
}
