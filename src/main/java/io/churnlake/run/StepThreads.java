package io.churnlake.run;

import io.churnlake.step.Job;
import io.churnlake.step.Outcome;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Runs steps, some of them at the same time. A step on few rows waits for one thread's planning
 * most of its time, while the other cores have nothing to do.
 */
final class StepThreads {
  private final int atOnce;
  private final ToIntFunction<Job> seconds;

  /**
   * @param atOnce how many steps may run at the same time, 1 or more
   * @param seconds how long a step is expected to take
   */
  StepThreads(int atOnce, ToIntFunction<Job> seconds) {
    this.atOnce = atOnce;
    this.seconds = seconds;
  }

  /** A step that has ended, well or not. */
  private record Ended(int step, @Nullable Outcome outcome, @Nullable Throwable failure) {}

  /**
   * Runs all of them; after a failure none is begun any more. The failure is thrown when those
   * under way have ended, so that nothing goes on behind the back of whoever handles it.
   *
   * @param step runs the one at that place of the list
   * @return what each did, in the order of the list
   */
  List<Outcome> run(List<Job> steps, IntFunction<Outcome> step) throws Throwable {
    StepOrder order = new StepOrder(steps, seconds);
    List<@Nullable Outcome> outcomes = new ArrayList<>(Collections.nCopies(steps.size(), null));
    BitSet begun = new BitSet();
    BitSet ended = new BitSet();
    Throwable failure = null;
    ExecutorService threads = Executors.newFixedThreadPool(atOnce);
    try {
      CompletionService<Ended> running = new ExecutorCompletionService<>(threads);
      while (true) {
        while (failure == null && begun.cardinality() - ended.cardinality() < atOnce) {
          int next = order.next(begun, ended);
          if (next < 0) {
            break;
          }
          begun.set(next);
          running.submit(() -> run(next, step));
        }
        if (begun.equals(ended)) {
          break;
        }
        Ended one = of(running);
        ended.set(one.step());
        outcomes.set(one.step(), one.outcome());
        failure = together(failure, one.failure());
      }
    } finally {
      threads.shutdown();
    }
    if (failure != null) {
      throw failure;
    }
    return outcomes.stream().map(StepThreads::known).toList();
  }

  private static Ended run(int place, IntFunction<Outcome> step) {
    try {
      return new Ended(place, step.apply(place), null);
    } catch (Throwable failure) {
      return new Ended(place, null, failure);
    }
  }

  private static Ended of(CompletionService<Ended> running) {
    try {
      return running.take().get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException("the run's own thread was ended", e);
    }
  }

  private static @Nullable Throwable together(@Nullable Throwable first, @Nullable Throwable next) {
    if (first == null || next == null) {
      return first == null ? next : first;
    }
    first.addSuppressed(next);
    return first;
  }

  private static Outcome known(@Nullable Outcome outcome) {
    if (outcome == null) {
      throw new IllegalStateException("a step did not run, though none failed");
    }
    return outcome;
  }
}
