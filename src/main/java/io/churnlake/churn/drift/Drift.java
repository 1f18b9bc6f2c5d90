package io.churnlake.churn.drift;

/**
 * How far the customers of a date differ from the reference in one quantity.
 *
 * @param name the feature's column, or the score's
 * @param referenceCustomers in the reference
 * @param customers at the date
 * @param psi {@link PopulationStability}
 * @param chancePsi {@link ChancePsi}
 * @param jensenShannon {@link JensenShannon}, in bits
 * @param missingShareReference share of the reference without a value
 * @param missingShare the same at the date
 */
public record Drift(
    String name,
    long referenceCustomers,
    long customers,
    double psi,
    double chancePsi,
    double jensenShannon,
    double missingShareReference,
    double missingShare) {

  /** How much is made of it. */
  public enum Level {
    OK,
    WARNING,
    ALARM
  }

  /**
   * Compares.
   *
   * @param counts of the date, one a bin
   * @throws IllegalArgumentException if either has no customers
   */
  static Drift of(Binned reference, long[] counts) {
    long[] before = reference.counts();
    int missing = before.length - 1;
    return new Drift(
        reference.name(),
        Bins.total(before),
        Bins.total(counts),
        PopulationStability.of(before, counts),
        ChancePsi.of(before, counts),
        JensenShannon.of(before, counts),
        (double) before[missing] / Bins.total(before),
        (double) counts[missing] / Bins.total(counts));
  }

  /** By the index alone, and nothing of what may be chance. */
  public Level level(double warning, double alarm) {
    if (psi <= chancePsi || psi < warning) {
      return Level.OK;
    }
    return psi < alarm ? Level.WARNING : Level.ALARM;
  }
}
