package io.churnlake.churn.score;

import java.util.SplittableRandom;

/**
 * How often each customer comes into a bootstrap sample: independent draws of a Poisson
 * distribution with mean 1, which need neither the number of customers nor their order (Hanley and
 * MacGibbon 2006; Chamandy et al. 2012).
 */
final class PoissonWeights {
  /** P(more) is below 2 to the -32, the smallest difference of two draws' 32 bits. */
  private static final int MOST = 12;

  private static final int HALF = 32;
  private static final int GUIDE_BITS = 8;
  private static final double VALUES = 0x1p32;

  /** P(X <= k) of 2 to the 32. */
  private final long[] cumulative = new long[MOST];

  /**
   * By the first eight bits of a draw, where to begin looking: nearly always the place itself (the
   * guide table of Chen and Asau 1974).
   */
  private final byte[] guide = new byte[1 << GUIDE_BITS];

  private final SplittableRandom random;

  PoissonWeights(long seed) {
    this.random = new SplittableRandom(seed);
    double mass = Math.exp(-1);
    double sum = 0;
    for (int k = 0; k < MOST; k++) {
      sum += mass;
      cumulative[k] = Math.round(sum * VALUES);
      mass /= k + 1;
    }
    for (int cell = 0; cell < guide.length; cell++) {
      guide[cell] = weight((long) cell << (HALF - GUIDE_BITS), 0);
    }
  }

  /** Draws anew for every customer. */
  void fill(byte[] weights) {
    int i = 0;
    for (; i + 1 < weights.length; i += 2) {
      long bits = random.nextLong();
      weights[i] = weight(bits >>> HALF);
      weights[i + 1] = weight(bits & 0xFFFFFFFFL);
    }
    if (i < weights.length) {
      weights[i] = weight(random.nextLong() >>> HALF);
    }
  }

  private byte weight(long draw) {
    return weight(draw, guide[(int) (draw >>> (HALF - GUIDE_BITS))]);
  }

  /** The smallest k, not below the given one, whose P(X <= k) exceeds the draw. */
  private byte weight(long draw, int atLeast) {
    int k = atLeast;
    while (k < MOST && draw >= cumulative[k]) {
      k++;
    }
    return (byte) k;
  }
}
