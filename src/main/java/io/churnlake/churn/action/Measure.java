package io.churnlake.churn.action;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * Something to do for a customer, and for whom.
 *
 * @param name as campaign contacts have it
 * @param saved probability that a customer who would leave stays, in [0, 1]
 * @param cost of one contact, in ten-thousandths of the currency, at least 0
 * @param reasons one of them must be among the customer's; empty: any customer
 * @param segments the customer must be in one of them; empty: any customer
 * @param leastValue what a customer who stays must be worth at least, in the currency
 */
public record Measure(
    String name,
    double saved,
    long cost,
    List<Wanted> reasons,
    List<String> segments,
    double leastValue)
    implements Serializable {
  private static final double PARTS = 10_000;

  /** Copies the lists. */
  public Measure {
    if (!(saved >= 0 && saved <= 1 && cost >= 0)) {
      throw new IllegalArgumentException("no measure: saved " + saved + ", cost " + cost);
    }
    reasons = List.copyOf(reasons);
    segments = List.copyOf(segments);
  }

  /** A cost in the currency, in ten-thousandths. */
  public static long parts(double cost) {
    return Math.round(cost * PARTS);
  }

  /** Whether reasons, segment and value are such that the measure is meant for the customer. */
  boolean isFor(Customer customer, double valueKept) {
    return valueKept >= leastValue
        && (reasons.isEmpty() || reason(customer).isPresent())
        && (segments.isEmpty()
            || (customer.segment() != null && segments.contains(customer.segment())));
  }

  /**
   * What a contact is worth on average: only who would leave can be kept, and then brings his
   * value; the contact costs in any case.
   */
  double worth(double pLeaves, double valueKept) {
    return pLeaves * saved * valueKept - (double) cost / PARTS;
  }

  /** What in the customer the measure looks at, in words. */
  String because(Customer customer) {
    String reason =
        reason(customer)
            .map(found -> "reason " + found.feature() + " (" + found.sentence() + ")")
            .or(
                () ->
                    customer.reasons().stream()
                        .filter(told -> told.value() != 0)
                        .findFirst()
                        .map(told -> "any reason (the first is: " + told.sentence() + ")"))
            .orElse("any reason");
    return reason + (segments.isEmpty() ? ", any segment" : ", segment " + customer.segment());
  }

  /** The strongest reason of the customer that the measure is meant for. */
  private Optional<Customer.Reason> reason(Customer customer) {
    return customer.reasons().stream()
        .filter(reason -> reasons.stream().anyMatch(wanted -> wanted.isMet(reason)))
        .findFirst();
  }
}
