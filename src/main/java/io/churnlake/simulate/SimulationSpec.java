package io.churnlake.simulate;

import java.io.Serializable;
import java.time.LocalDate;

/**
 * What to simulate. Together with {@link ShopLaw} it determines every byte of the output.
 *
 * @param customers customers who arrive within the period, 1 to 99,999,999
 * @param days days in the period, from 1 to 36,500
 * @param seed any number; another seed makes another shop
 * @param start first day of the period, a date of the shop's zone, from 1900 to 2200
 * @param campaignLift by how much a voucher raises the number of purchase days in the {@link
 *     #EFFECT_DAYS} days after it, as a share from 0 to 1: each of them is followed, with this
 *     probability, by one more on another of these days
 */
public record SimulationSpec(
    long customers, int days, long seed, LocalDate start, double campaignLift)
    implements Serializable {

  /** How long a voucher has an effect. */
  public static final int EFFECT_DAYS = 30;

  private static final long MOST_CUSTOMERS = 99_999_999L;
  private static final int MOST_DAYS = 36_500;

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a value is outside its range
   */
  public SimulationSpec {
    if (customers < 1 || customers > MOST_CUSTOMERS) {
      throw new IllegalArgumentException(
          "customers must lie between 1 and " + MOST_CUSTOMERS + ", but is " + customers);
    }
    if (days < 1 || days > MOST_DAYS) {
      throw new IllegalArgumentException(
          "days must lie between 1 and " + MOST_DAYS + ", but is " + days);
    }
    if (!(campaignLift >= 0 && campaignLift <= 1)) {
      throw new IllegalArgumentException(
          "campaign-lift must lie between 0 and 1, but is " + campaignLift);
    }
    if (start.getYear() < 1900 || start.getYear() > 2200) {
      throw new IllegalArgumentException(
          "start must lie between the years 1900 and 2200, but is " + start);
    }
  }

  /** A shop whose campaigns have no effect. */
  public SimulationSpec(long customers, int days, long seed, LocalDate start) {
    this(customers, days, seed, start, 0);
  }

  /** The last day of the period, inclusive. */
  public LocalDate end() {
    return start.plusDays(days - 1L);
  }
}
