package io.churnlake.benchmark;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What some work gave, and what it took.
 *
 * @param result of the work
 * @param seconds of one run
 * @param peakHeapBytes the most that the heap held meanwhile, garbage included: the sum of its
 *     pools' peaks
 */
record Measured<T>(T result, double seconds, long peakHeapBytes) {

  /** One run, as it comes. */
  static <T> Measured<T> once(Supplier<T> work) {
    return median(work, 0, 1);
  }

  /**
   * The median of some runs that are alike.
   *
   * @param warmUps runs before, which are not timed
   * @param runs an odd number
   */
  static <T> Measured<T> median(Supplier<T> work, int warmUps, int runs) {
    List<MemoryPoolMXBean> heap =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .toList();
    // What the work before has left behind is not this work's.
    System.gc();
    heap.forEach(MemoryPoolMXBean::resetPeakUsage);
    double[] seconds = new double[runs];
    T result = null;
    for (int i = -warmUps; i < runs; i++) {
      long started = System.nanoTime();
      result = work.get();
      if (i >= 0) {
        seconds[i] = (System.nanoTime() - started) / 1e9;
      }
    }
    if (result == null) {
      throw new IllegalArgumentException("there must be a run, but there are " + runs);
    }
    Arrays.sort(seconds);
    long peak = heap.stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
    return new Measured<>(result, seconds[runs / 2], peak);
  }

  /** The same with another result. */
  <R> Measured<R> map(Function<T, R> what) {
    return new Measured<>(what.apply(result), seconds, peakHeapBytes);
  }
}
