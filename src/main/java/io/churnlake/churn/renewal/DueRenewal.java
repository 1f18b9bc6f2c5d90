package io.churnlake.churn.renewal;

import java.io.Serializable;
import java.time.LocalDate;

/**
 * A contract up for renewal at a cut-off, with what was known of it then. Plain Java; takes the
 * values as they are.
 */
public final class DueRenewal implements Serializable {
  private static final long serialVersionUID = 1;

  private final LocalDate cutOff;
  private final String key;
  private final Contract contract;
  private final int renewals;
  private final LocalDate renewal;
  private final double[] values;

  DueRenewal(
      LocalDate cutOff, String key, Contract contract, Contract.State state, double[] values) {
    this.cutOff = cutOff;
    this.key = key;
    this.contract = contract;
    this.renewals = state.renewals();
    this.renewal = state.nextRenewal();
    this.values = values;
  }

  public LocalDate cutOff() {
    return cutOff;
  }

  /** Keyed hash of the customer. */
  public String key() {
    return key;
  }

  /** The contract's key in silver.contracts, in one text. */
  public String contractKey() {
    return key + " " + contract.start() + " " + contract.number();
  }

  public Contract contract() {
    return contract;
  }

  /** Made up to the cut-off. */
  public int renewals() {
    return renewals;
  }

  /** When the next one is due. */
  public LocalDate renewal() {
    return renewal;
  }

  /** One for each {@link RenewalFeature}, NaN where it is not known. */
  public double[] values() {
    return values;
  }

  /** The label: the renewal does not happen. Known from the day of the renewal on. */
  public boolean churned() {
    return contract.isRefusedAfter(cutOff);
  }
}
