package io.churnlake.churn.renewal;

import io.churnlake.churn.model.Churners;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.BitSet;
import java.util.Collection;
import java.util.HexFormat;
import java.util.TreeMap;

/**
 * What is known of contracts up for renewal at cut-offs before anything is learnt from them. Plain
 * Java; changes when added to.
 */
public final class RenewalSummary implements Serializable {
  private static final long serialVersionUID = 1;
  private static final int MONTHS = 12;
  private static final long ODD = 0x9E3779B97F4A7C15L;

  private final TreeMap<LocalDate, Churners> byCutOff = new TreeMap<>();
  private final TreeMap<LocalDate, BitSet> months = new TreeMap<>();
  private long checksum;

  /** Adds a contract. Its probability by age does not go into the checksum, being a fit's. */
  public RenewalSummary plus(DueRenewal renewal) {
    boolean churned = renewal.churned();
    byCutOff.merge(renewal.cutOff(), new Churners(1, churned ? 1 : 0), Churners::plus);
    months
        .computeIfAbsent(renewal.cutOff(), date -> new BitSet())
        .set(renewal.renewal().getMonthValue());
    long row = renewal.contractKey().hashCode() * 31L + renewal.cutOff().toEpochDay() * 2;
    row = mixed(row + (churned ? 1 : 0));
    for (RenewalFeature feature : RenewalFeature.all()) {
      if (feature != RenewalFeature.NON_RENEWAL_BY_AGE) {
        row = mixed(row + Double.doubleToLongBits(renewal.values()[feature.index()]));
      }
    }
    checksum += row;
    return this;
  }

  /** Adds what another one counted. */
  public RenewalSummary plus(RenewalSummary other) {
    other.byCutOff.forEach((date, count) -> byCutOff.merge(date, count, Churners::plus));
    other.months.forEach((date, set) -> months.computeIfAbsent(date, d -> new BitSet()).or(set));
    checksum += other.checksum;
    return this;
  }

  private static long mixed(long value) {
    long z = value * ODD;
    return z ^ (z >>> 32);
  }

  /** Sixteen hexadecimal digits that do not depend on the order of the contracts. */
  public String checksum() {
    return HexFormat.of().toHexDigits(checksum);
  }

  /** Contracts at these cut-offs, each once a cut-off, and those of them not renewed. */
  public Churners churners(Collection<LocalDate> cutOffs) {
    return cutOffs.stream()
        .map(date -> byCutOff.getOrDefault(date, Churners.NONE))
        .reduce(Churners.NONE, Churners::plus);
  }

  /** Whether renewals looked at from these cut-offs fall into every month of the year. */
  public boolean hasWholeYear(Collection<LocalDate> cutOffs) {
    BitSet all = new BitSet();
    cutOffs.forEach(date -> all.or(months.getOrDefault(date, new BitSet())));
    return all.cardinality() == MONTHS;
  }
}
