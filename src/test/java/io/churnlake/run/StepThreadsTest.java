package io.churnlake.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.churnlake.step.Job;
import io.churnlake.step.JobContext;
import io.churnlake.step.Outcome;
import io.churnlake.table.Clv;
import io.churnlake.table.Kpis;
import io.churnlake.table.Rfm;
import io.churnlake.table.Table;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which steps run at the same time, and what a failure of one does to the others. */
@Tag("fast")
class StepThreadsTest {
  private static final Table A = Rfm.TABLE;
  private static final Table B = Clv.TABLE;
  private static final Table C = Kpis.TABLE;

  /** A step that follows from the tables it reads. */
  private record Step(String name, List<Table> reads, List<Table> writes) implements Job {
    @Override
    public boolean followsFromTables() {
      return true;
    }

    @Override
    public Outcome run(JobContext context) {
      throw new IllegalStateException("not called");
    }
  }

  /** The steps of a night that may run when only these have ended. */
  private static List<String> after(String... ended) {
    List<Job> night = Jobs.nightly();
    List<String> names = night.stream().map(Job::name).toList();
    BitSet done = new BitSet();
    Stream.of(ended).forEach(name -> done.set(names.indexOf(name)));
    BitSet begun = (BitSet) done.clone();
    StepOrder order = new StepOrder(night, Jobs::expectedSeconds);
    List<String> free = new ArrayList<>();
    for (int next = order.next(begun, done); next >= 0; next = order.next(begun, done)) {
      begun.set(next);
      free.add(names.get(next));
    }
    return free;
  }

  private static Outcome did(String what) {
    return Outcome.of(0, what);
  }

  @Test
  void aNightHasTheStepsOfItsLongestChainFirst() {
    assertThat(after()).containsExactly("ingest");
    assertThat(after("ingest")).containsExactly("conform", "inputs");
    assertThat(after("ingest", "conform")).containsExactly("inputs", "clv");
    List<String> free = after("ingest", "inputs", "conform");
    assertThat(free)
        .contains("cohorts", "revenue", "timing", "products", "rfm", "clv", "features", "train")
        .doesNotContain("economics", "score", "actions", "recommend", "evaluate", "bi");
    assertThat(free.subList(0, 4)).containsExactly("train", "clv", "features", "rfm");
    assertThat(after("ingest", "inputs", "conform", "rfm", "clv", "features"))
        .contains("economics")
        .doesNotContain("score");
    assertThat(after("ingest", "inputs", "conform", "rfm", "clv", "features", "train"))
        .contains("score");
  }

  @Test
  void aStepWaitsForWhoeverWritesOrReadsItsTables() {
    List<Job> steps =
        List.of(
            new Step("first", List.of(), List.of(A)),
            new Step("reads what the first writes", List.of(A), List.of(B)),
            new Step("writes what the second reads", List.of(), List.of(A)),
            new Step("has nothing to do with them", List.of(), List.of(C)));
    StepOrder order = new StepOrder(steps, step -> 1);
    assertThat(order.next(places(), places())).isEqualTo(0);
    assertThat(order.next(places(0), places())).isEqualTo(3);
    assertThat(order.next(places(0, 3), places(0, 3))).isEqualTo(1);
    assertThat(order.next(places(0, 3, 1), places(0, 3))).as("the third waits").isEqualTo(-1);
    assertThat(order.next(places(0, 3, 1), places(0, 3, 1))).isEqualTo(2);
  }

  private static BitSet places(int... places) {
    BitSet set = new BitSet();
    IntStream.of(places).forEach(set::set);
    return set;
  }

  @Test
  void twoRunAtOnceAndOutcomesKeepTheirOrder() throws Throwable {
    List<Job> steps =
        List.of(
            new Step("a", List.of(), List.of(A)),
            new Step("b", List.of(), List.of(B)),
            new Step("c", List.of(A, B), List.of(C)));
    CountDownLatch both = new CountDownLatch(2);
    List<Outcome> outcomes =
        new StepThreads(2, step -> 1)
            .run(
                steps,
                place -> {
                  if (place < 2) {
                    both.countDown();
                    assertThat(waited(both)).as("the other one runs meanwhile").isTrue();
                  }
                  return did(steps.get(place).name());
                });
    assertThat(outcomes).extracting(Outcome::note).containsExactly("a", "b", "c");
  }

  @Test
  void afterAFailureThoseUnderWayEndAndNoneBegins() {
    List<Job> steps =
        List.of(
            new Step("a", List.of(), List.of(A)),
            new Step("b", List.of(), List.of(B)),
            new Step("c", List.of(), List.of(C)));
    CompletableFuture<Thread> failing = new CompletableFuture<>();
    List<String> ended = Collections.synchronizedList(new ArrayList<>());
    assertThatThrownBy(
            () ->
                new StepThreads(2, step -> 1)
                    .run(
                        steps,
                        place -> {
                          if (place == 0) {
                            failing.complete(Thread.currentThread());
                            throw new IllegalStateException("a failed");
                          }
                          waitUntilIdle(failing.join());
                          ended.add(steps.get(place).name());
                          return did("");
                        }))
        .hasMessage("a failed");
    assertThat(ended).containsExactly("b");
  }

  /** Until the thread has told of its failure and waits for another step. */
  private static void waitUntilIdle(Thread thread) {
    while (thread.getState() != Thread.State.WAITING
        && thread.getState() != Thread.State.TERMINATED) {
      Thread.onSpinWait();
    }
  }

  @Test
  void oneAtATimeKeepsToTheThread() throws Throwable {
    List<Job> steps =
        List.of(
            new Step("a", List.of(), List.of(A)),
            new Step("b", List.of(), List.of(B)),
            new Step("c", List.of(), List.of(C)));
    List<Thread> threads = new ArrayList<>();
    new StepThreads(1, step -> 1)
        .run(
            steps,
            place -> {
              threads.add(Thread.currentThread());
              return did("");
            });
    assertThat(threads).hasSize(3);
    assertThat(threads.stream().distinct()).hasSize(1);
  }

  private static boolean waited(CountDownLatch latch) {
    try {
      return latch.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
