package io.churnlake.simulate;

import java.util.SplittableRandom;

/**
 * Random draws that are the same on every machine and Java version: only {@code nextLong} of the
 * generator is used, and only {@link StrictMath}, because {@link Math} may differ in the last digit
 * from one processor to another.
 */
final class Draws {

  private final SplittableRandom random;

  /** A stream of its own for each (seed, stream, index). */
  Draws(long seed, long stream, long index) {
    random = new SplittableRandom(mix(mix(seed + stream * 0x9E3779B97F4A7C15L) + index));
  }

  /**
   * A bijection of 64 bits that spreads near values far apart (the finaliser of SplitMix64, Steele,
   * Lea, Flood 2014).
   */
  static long mix(long value) {
    long z = value + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** Uniform in [0, 1). */
  double uniform() {
    return (random.nextLong() >>> 11) * 0x1.0p-53;
  }

  boolean chance(double probability) {
    return uniform() < probability;
  }

  /** Uniform among 0 .. bound - 1. */
  int below(int bound) {
    return (int) (((random.nextLong() >>> 32) * bound) >>> 32);
  }

  /** Uniform among 0 .. bound - 1; the bias of the remainder is below bound / 2^63. */
  long below(long bound) {
    return (random.nextLong() >>> 1) % bound;
  }

  /** Index of a bin, drawn with the bins' weights given as running sums. */
  int bin(double[] runningSums) {
    double point = uniform() * runningSums[runningSums.length - 1];
    int low = 0;
    int high = runningSums.length - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (point < runningSums[middle]) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /** Exponential with mean 1. */
  double exponential() {
    return -StrictMath.log(1 - uniform());
  }

  /** Standard normal, by the polar method. */
  double normal() {
    while (true) {
      double u = 2 * uniform() - 1;
      double v = 2 * uniform() - 1;
      double s = u * u + v * v;
      if (s > 0 && s < 1) {
        return u * StrictMath.sqrt(-2 * StrictMath.log(s) / s);
      }
    }
  }

  /**
   * Gamma with scale 1, by the method of Marsaglia and Tsang (2000), shapes below 1 by their boost.
   * Never 0.
   */
  double gamma(double shape) {
    if (shape < 1) {
      double boosted = gamma(shape + 1) * StrictMath.pow(1 - uniform(), 1 / shape);
      return Math.max(boosted, Double.MIN_NORMAL);
    }
    double d = shape - 1.0 / 3;
    double c = 1 / StrictMath.sqrt(9 * d);
    while (true) {
      double x = normal();
      double v = 1 + c * x;
      if (v <= 0) {
        continue;
      }
      v = v * v * v;
      if (StrictMath.log(1 - uniform()) < .5 * x * x + d - d * v + d * StrictMath.log(v)) {
        return d * v;
      }
    }
  }

  double beta(double a, double b) {
    double x = gamma(a);
    return x / (x + gamma(b));
  }

  /** Poisson, by counting exponential times; meant for means of a few. */
  int poisson(double mean) {
    double limit = StrictMath.exp(-mean);
    double product = 1 - uniform();
    int count = 0;
    while (product > limit) {
      product *= 1 - uniform();
      count++;
    }
    return count;
  }
}
