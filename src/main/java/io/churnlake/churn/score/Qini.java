package io.churnlake.churn.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Whether a score tells whom a measure keeps, by customers of whom some were treated and some were
 * not, as chance would have it (Radcliffe 2007, "Using control groups to target on predicted
 * lift").
 *
 * <p>Of the customers with the highest scores, the gain is how many of the treated stayed more than
 * would have if left alone: {@code stayed treated - stayed control x treated / control}, as a share
 * of all treated. The Qini coefficient is the area between the curve of gains over the share of
 * customers and the straight line to its end, on which a score by chance lies. Customers of equal
 * score are taken together. Plain Java.
 */
public final class Qini {
  /** With these, the ends of the interval are the 25th lowest and the 25th highest. */
  private static final int SAMPLES = 999;

  private static final int END = 25;

  private final boolean[] treated;
  private final boolean[] stayed;

  /** Customers before each end of a group of equal scores, after the customers are in order. */
  private final int[] groupEnds;

  private Qini(boolean[] treated, boolean[] stayed, int[] groupEnds) {
    this.treated = treated;
    this.stayed = stayed;
    this.groupEnds = groupEnds;
  }

  /**
   * Puts the customers in order.
   *
   * @param scores the highest first
   * @param treated of each customer; there are some of either
   * @param stayed of each customer
   * @throws IllegalArgumentException if arrays differ in length or a group has nobody
   */
  public static Qini of(double[] scores, boolean[] treated, boolean[] stayed) {
    int n = scores.length;
    if (treated.length != n || stayed.length != n) {
      throw new IllegalArgumentException(
          "%d scores, %d and %d customers".formatted(n, treated.length, stayed.length));
    }
    int[] order =
        IntStream.range(0, n)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> -scores[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    boolean[] treatedInOrder = new boolean[n];
    boolean[] stayedInOrder = new boolean[n];
    List<Integer> ends = new ArrayList<>();
    int inTreatment = 0;
    for (int i = 0; i < n; i++) {
      treatedInOrder[i] = treated[order[i]];
      stayedInOrder[i] = stayed[order[i]];
      inTreatment += treatedInOrder[i] ? 1 : 0;
      if (i + 1 == n || scores[order[i]] != scores[order[i + 1]]) {
        ends.add(i + 1);
      }
    }
    if (inTreatment == 0 || inTreatment == n) {
      throw new IllegalArgumentException(
          "of %d customers %d were treated".formatted(n, inTreatment));
    }
    return new Qini(
        treatedInOrder, stayedInOrder, ends.stream().mapToInt(Integer::intValue).toArray());
  }

  /**
   * The customers with the highest scores.
   *
   * @param share of all customers, as asked for
   * @param treated how many of them were
   * @param treatedStayed of these
   * @param control how many were not
   * @param controlStayed of these
   * @param gain stayed because of the measure, as a share of all treated
   */
  public record Top(
      double share,
      long treated,
      long treatedStayed,
      long control,
      long controlStayed,
      double gain) {
    /** By how much more of the treated stayed; null where a group has nobody. */
    public @Nullable Double effect() {
      return treated == 0 || control == 0
          ? null
          : (Double) ((double) treatedStayed / treated - (double) controlStayed / control);
    }
  }

  /**
   * A figure with the 95 % interval of a bootstrap over customers (percentiles), the scores as they
   * are.
   */
  public record Interval(double value, double low, double high) {}

  /** What was measured: whether the order tells anything, and the effect on all. */
  public record Measured(Interval qini, Interval effect) {}

  /** The first of the customers in tenths, at the end of the group of equal scores. */
  public List<Top> tenths() {
    List<Top> tops = new ArrayList<>();
    int group = 0;
    for (int tenth = 1; tenth <= 10; tenth++) {
      long wanted = Math.round(treated.length * tenth / 10.0);
      while (groupEnds[group] < wanted) {
        group++;
      }
      Counts counts = new Counts();
      for (int i = 0; i < groupEnds[group]; i++) {
        counts.add(i, 1);
      }
      tops.add(counts.top(tenth / 10.0, all()));
    }
    return tops;
  }

  private double all() {
    double all = 0;
    for (boolean each : treated) {
      all += each ? 1 : 0;
    }
    return all;
  }

  /** The coefficient and the effect on all, with intervals; takes 999 passes. */
  public Measured measured(long seed) {
    byte[] weights = new byte[treated.length];
    Arrays.fill(weights, (byte) 1);
    double[] figures = figures(weights);
    PoissonWeights poisson = new PoissonWeights(seed);
    double[] qinis = new double[SAMPLES];
    double[] effects = new double[SAMPLES];
    for (int s = 0; s < SAMPLES; s++) {
      do {
        poisson.fill(weights);
      } while (!hasBoth(weights));
      double[] sample = figures(weights);
      qinis[s] = sample[0];
      effects[s] = sample[1];
    }
    return new Measured(interval(figures[0], qinis), interval(figures[1], effects));
  }

  private static Interval interval(double value, double[] samples) {
    Arrays.sort(samples);
    return new Interval(value, samples[END - 1], samples[SAMPLES - END]);
  }

  private boolean hasBoth(byte[] weights) {
    boolean hasTreated = false;
    boolean hasControl = false;
    for (int i = 0; i < weights.length && !(hasTreated && hasControl); i++) {
      hasTreated |= weights[i] > 0 && treated[i];
      hasControl |= weights[i] > 0 && !treated[i];
    }
    return hasTreated && hasControl;
  }

  /** The coefficient and the effect on all, each customer counted so often. */
  private double[] figures(byte[] weights) {
    double customers = 0;
    double all = 0;
    for (int i = 0; i < weights.length; i++) {
      customers += weights[i];
      all += treated[i] ? weights[i] : 0;
    }
    Counts counts = new Counts();
    double area = 0;
    double shareBefore = 0;
    double gainBefore = 0;
    int next = 0;
    for (int end : groupEnds) {
      for (; next < end; next++) {
        counts.add(next, weights[next]);
      }
      double share = counts.customers() / customers;
      double gain = counts.gain(all);
      area += (share - shareBefore) * (gain + gainBefore) / 2;
      shareBefore = share;
      gainBefore = gain;
    }
    return new double[] {area - gainBefore / 2, gainBefore};
  }

  /** Customers up to some place in the order. */
  private final class Counts {
    private double inTreatment;
    private double inTreatmentStayed;
    private double inControl;
    private double inControlStayed;

    void add(int customer, int weight) {
      if (treated[customer]) {
        inTreatment += weight;
        inTreatmentStayed += stayed[customer] ? weight : 0;
      } else {
        inControl += weight;
        inControlStayed += stayed[customer] ? weight : 0;
      }
    }

    double customers() {
      return inTreatment + inControl;
    }

    double gain(double allTreated) {
      double leftAlone = inControl == 0 ? 0 : inControlStayed * inTreatment / inControl;
      return (inTreatmentStayed - leftAlone) / allTreated;
    }

    Top top(double share, double allTreated) {
      return new Top(
          share,
          (long) inTreatment,
          (long) inTreatmentStayed,
          (long) inControl,
          (long) inControlStayed,
          gain(allTreated));
    }
  }
}
