package io.churnlake.churn.model;

import io.churnlake.table.Feature;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is known of training rows before anything is learnt from them: churners by cut-off and
 * recency, and a checksum that does not depend on the rows' order. Plain Java; changes when added
 * to.
 */
public final class TrainingSummary implements Serializable {
  private static final long serialVersionUID = 1;
  private static final double LOG_ODDS_STEPS = 100;

  private final TreeMap<LocalDate, TreeMap<Integer, Churners>> byRecency = new TreeMap<>();
  private final TreeMap<LocalDate, TreeMap<Double, Long>> byLogOdds = new TreeMap<>();
  private long checksum;

  /**
   * Adds a customer. Features of a fitted model do not go into the checksum, since their last
   * digits depend on the machine.
   */
  public TrainingSummary plus(LabelledCustomer customer) {
    double[] values = customer.values();
    int churned = customer.churned() ? 1 : 0;
    byRecency
        .computeIfAbsent(customer.cutOff(), date -> new TreeMap<>())
        .merge(
            (int) values[Feature.RECENCY_DAYS.index()], new Churners(1, churned), Churners::plus);
    double logOdds = ModelInputs.scaled(Feature.P_NO_PURCHASE, customer.get(Feature.P_NO_PURCHASE));
    byLogOdds
        .computeIfAbsent(customer.cutOff(), date -> new TreeMap<>())
        .merge(Math.rint(logOdds * LOG_ODDS_STEPS) / LOG_ODDS_STEPS, 1L, Long::sum);
    long row =
        mixed(customer.key().hashCode() * 31L + customer.cutOff().toEpochDay() * 2 + churned);
    for (Feature feature : Feature.all()) {
      if (feature != Feature.P_ALIVE
          && feature != Feature.P_NO_PURCHASE
          && feature != Feature.EXPECTED_OCCASIONS) {
        row = mixed(row + Double.doubleToLongBits(values[feature.index()]));
      }
    }
    checksum += row;
    return this;
  }

  /** Adds what another one counted. */
  public TrainingSummary plus(TrainingSummary other) {
    other.byRecency.forEach(
        (cutOff, recencies) -> {
          TreeMap<Integer, Churners> own = byRecency.computeIfAbsent(cutOff, d -> new TreeMap<>());
          recencies.forEach((recency, count) -> own.merge(recency, count, Churners::plus));
        });
    other.byLogOdds.forEach(
        (cutOff, counts) -> {
          TreeMap<Double, Long> own = byLogOdds.computeIfAbsent(cutOff, d -> new TreeMap<>());
          counts.forEach((logOdds, count) -> own.merge(logOdds, count, Long::sum));
        });
    checksum += other.checksum;
    return this;
  }

  /** The finaliser of SplitMix64 (Steele, Lea, Flood 2014): near numbers become far ones. */
  private static long mixed(long value) {
    long z = value + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** Sixteen hexadecimal digits. */
  public String checksum() {
    return HexFormat.of().toHexDigits(checksum);
  }

  /** Everyone at these cut-offs. */
  public Churners churners(Collection<LocalDate> cutOffs) {
    return byRecency(cutOffs).values().stream().reduce(Churners.NONE, Churners::plus);
  }

  /** Everyone at these cut-offs, by days since the last occasion. */
  SortedMap<Integer, Churners> byRecency(Collection<LocalDate> cutOffs) {
    TreeMap<Integer, Churners> all = new TreeMap<>();
    for (LocalDate cutOff : cutOffs) {
      byRecency
          .getOrDefault(cutOff, new TreeMap<>())
          .forEach((recency, count) -> all.merge(recency, count, Churners::plus));
    }
    return all;
  }

  /** Everyone at these cut-offs, by the log-odds of BG/NBD's P(no purchase), to a hundredth. */
  SortedMap<Double, Long> byLogOdds(Collection<LocalDate> cutOffs) {
    TreeMap<Double, Long> all = new TreeMap<>();
    for (LocalDate cutOff : cutOffs) {
      byLogOdds
          .getOrDefault(cutOff, new TreeMap<>())
          .forEach((logOdds, count) -> all.merge(logOdds, count, Long::sum));
    }
    return all;
  }
}
