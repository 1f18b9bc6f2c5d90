package io.churnlake.run;

import io.churnlake.step.Job;
import io.churnlake.table.Table;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which steps of a run wait for which: a step for the earlier ones that write what it reads or
 * writes, or that read what it writes. A step that may not run beside others waits for all before
 * it, and all after it wait for it.
 */
final class StepOrder {
  /** Of each step the earlier ones that it waits for. */
  private final List<BitSet> waitsFor = new ArrayList<>();

  /**
   * Of each step the seconds of the longest chain of steps, one after the other, that it begins.
   */
  private final List<Integer> chain;

  /**
   * @param seconds how long a step is expected to take
   */
  StepOrder(List<Job> steps, ToIntFunction<Job> seconds) {
    for (int i = 0; i < steps.size(); i++) {
      BitSet earlier = new BitSet();
      for (int j = 0; j < i; j++) {
        earlier.set(j, dependsOn(steps.get(i), steps.get(j)));
      }
      waitsFor.add(earlier);
    }
    chain = new ArrayList<>(Collections.nCopies(steps.size(), 0));
    for (int i = steps.size() - 1; i >= 0; i--) {
      int length = seconds.applyAsInt(steps.get(i)) + chain.get(i);
      chain.set(i, length);
      waitsFor.get(i).stream().forEach(j -> chain.set(j, Math.max(chain.get(j), length)));
    }
  }

  private static boolean dependsOn(Job later, Job earlier) {
    return !later.mayRunBesideOthers()
        || !earlier.mayRunBesideOthers()
        || meet(earlier.writes(), touched(later))
        || meet(later.writes(), touched(earlier));
  }

  private static Set<Table> touched(Job step) {
    return Stream.of(step.reads(), step.readsOfEarlierDates(), step.writes())
        .flatMap(List::stream)
        .collect(Collectors.toSet());
  }

  private static boolean meet(List<Table> some, Set<Table> others) {
    return some.stream().anyMatch(others::contains);
  }

  /**
   * The step to begin next: of those that need not wait, the one of the longest chain, since the
   * run lasts as long as that.
   *
   * @param begun the steps that have begun
   * @param ended those of them that have ended
   * @return its place in the list; -1 if all others wait
   */
  int next(BitSet begun, BitSet ended) {
    int next = -1;
    for (int i = begun.nextClearBit(0); i < waitsFor.size(); i = begun.nextClearBit(i + 1)) {
      BitSet open = (BitSet) waitsFor.get(i).clone();
      open.andNot(ended);
      if (open.isEmpty() && (next < 0 || chain.get(i) > chain.get(next))) {
        next = i;
      }
    }
    return next;
  }
}
