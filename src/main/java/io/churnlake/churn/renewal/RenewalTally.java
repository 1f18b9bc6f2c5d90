package io.churnlake.churn.renewal;

import io.churnlake.clv.contract.RenewalCounts;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeMap;

/**
 * How often contracts had been renewed at several dates, as known at each: what {@code
 * clv.contract.ContractStates} counts at one. Plain Java; changes when added to.
 */
public final class RenewalTally implements Serializable {
  private static final long serialVersionUID = 1;

  private final List<LocalDate> dates;
  private final TreeMap<LocalDate, TreeMap<Integer, Counted>> byDate = new TreeMap<>();

  private record Counted(long ended, long running, int mostDue) implements Serializable {
    private Counted plus(Counted other) {
      return new Counted(
          ended + other.ended, running + other.running, Math.max(mostDue, other.mostDue));
    }
  }

  /** Of no contract yet. */
  public RenewalTally(List<LocalDate> dates) {
    this.dates = List.copyOf(dates);
  }

  /** Adds the contracts of a customer. */
  public RenewalTally plus(CustomerContracts customer) {
    for (LocalDate date : dates) {
      for (Contract contract : customer.contracts()) {
        contract.at(date).ifPresent(state -> add(date, state));
      }
    }
    return this;
  }

  private void add(LocalDate date, Contract.State state) {
    int running = state.isRunning() ? 1 : 0;
    byDate
        .computeIfAbsent(date, d -> new TreeMap<>())
        .merge(
            state.renewals(),
            new Counted(1 - running, running, state.renewalsDue()),
            Counted::plus);
  }

  /** Adds what another one counted at the same dates. */
  public RenewalTally plus(RenewalTally other) {
    other.byDate.forEach(
        (date, counts) -> {
          TreeMap<Integer, Counted> own = byDate.computeIfAbsent(date, d -> new TreeMap<>());
          counts.forEach((renewals, counted) -> own.merge(renewals, counted, Counted::plus));
        });
    return this;
  }

  /** All contracts begun by one of the dates. */
  public RenewalCounts at(LocalDate date) {
    return new RenewalCounts(
        byDate.getOrDefault(date, new TreeMap<>()).entrySet().stream()
            .map(
                at ->
                    new RenewalCounts.Counted(
                        at.getKey(),
                        at.getValue().ended(),
                        at.getValue().running(),
                        at.getValue().mostDue()))
            .toList());
  }
}
