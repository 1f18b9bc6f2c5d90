package io.churnlake.clv.contract;

import io.churnlake.clv.model.ContractBlock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;

/** Contracts counted by how often they were renewed, up to a date. */
public final class RenewalCounts {
  private final List<Counted> counted;

  /**
   * Contracts renewed the same number of times.
   *
   * @param renewals made
   * @param cancelled contracts that refused the next renewal
   * @param running contracts whose next renewal is not due yet
   * @param mostDue the most renewals that were due for any of these
   */
  public record Counted(int renewals, long cancelled, long running, int mostDue) {}

  /**
   * The nth renewal.
   *
   * @param n from 1
   * @param atRisk contracts renewed n - 1 times for which the nth was due
   * @param renewed of these
   */
  public record Renewal(int n, long atRisk, long renewed) {}

  /** One entry a number of renewals. */
  public RenewalCounts(List<Counted> counted) {
    this.counted = counted.stream().sorted(Comparator.comparingInt(Counted::renewals)).toList();
  }

  public long contracts() {
    return running() + cancellations();
  }

  public long running() {
    return sum(Counted::running);
  }

  public long cancellations() {
    return sum(Counted::cancelled);
  }

  /** Renewals made. */
  public long renewals() {
    return sum(c -> c.renewals() * (c.cancelled() + c.running()));
  }

  /**
   * Whether renewals tell both parameters of the model: some were made, some refused, and some of
   * either kind were not the first. Otherwise the fit holds a parameter at a limit or a convention.
   */
  public boolean determineTheModel() {
    return cancellations() > 0
        && renewals() > 0
        && counted.stream().anyMatch(c -> c.renewals() > (c.cancelled() > 0 ? 0 : 1));
  }

  /** For the likelihood. */
  public ContractBlock block() {
    return new ContractBlock(
        counted.stream().mapToInt(Counted::renewals).toArray(),
        counted.stream().mapToLong(Counted::cancelled).toArray(),
        counted.stream().mapToLong(Counted::running).toArray());
  }

  /** The first renewal to the last that was due for any contract, also one that had ended. */
  public List<Renewal> table() {
    int most = counted.stream().mapToInt(Counted::mostDue).max().orElse(0);
    List<Renewal> table = new ArrayList<>();
    for (int n = 1; n <= most; n++) {
      int renewal = n;
      long renewed = sum(c -> c.renewals() >= renewal ? c.cancelled() + c.running() : 0);
      long refused = sum(c -> c.renewals() == renewal - 1 ? c.cancelled() : 0);
      table.add(new Renewal(n, renewed + refused, renewed));
    }
    return table;
  }

  /** How often the contracts have been renewed, each number once. */
  public List<Integer> distinct() {
    return counted.stream().map(Counted::renewals).toList();
  }

  private long sum(ToLongFunction<Counted> value) {
    return counted.stream().mapToLong(value).sum();
  }
}
