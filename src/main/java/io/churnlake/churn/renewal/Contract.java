package io.churnlake.churn.renewal;

import java.io.Serializable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A contract by the rules of docs/sources.md: it is up for renewal on start + period, start + 2
 * periods, and so on; a cancellation counts at the first of these on or after its day, and is known
 * from its day on. The day of the cancellation itself is told to nobody, so that nothing after a
 * date gets into what is known at it.
 */
public final class Contract implements Serializable {
  private static final long serialVersionUID = 1;
  private static final int MONTHS = 12;

  private final LocalDate start;
  private final int number;
  private final @Nullable LocalDate cancelled;
  private final @Nullable BigDecimal amount;
  private final int periodMonths;

  /**
   * What is known of a contract at a date.
   *
   * @param renewals made
   * @param renewalsDue up to the date, refused ones and later ones among them
   * @param isRunning no renewal was refused up to the date
   * @param isCancelled a cancellation is dated up to it, whether or not the contract still runs
   * @param nextRenewal the first day after the date on which a renewal is due
   */
  public record State(
      int renewals,
      int renewalsDue,
      boolean isRunning,
      boolean isCancelled,
      LocalDate nextRenewal) {}

  /**
   * One of silver.contracts.
   *
   * @param number among those of the customer that start on that day
   * @param cancelled or ended; null if it is not
   * @param amount paid a period; null if not delivered
   * @param periodMonths from one renewal to the next, at least 1
   */
  public Contract(
      LocalDate start,
      int number,
      @Nullable LocalDate cancelled,
      @Nullable BigDecimal amount,
      int periodMonths) {
    this.start = start;
    this.number = number;
    this.cancelled = cancelled;
    this.amount = amount;
    this.periodMonths = periodMonths;
  }

  /** Its first day. */
  public LocalDate start() {
    return start;
  }

  public int number() {
    return number;
  }

  /** Paid a period; null if not delivered. */
  public @Nullable BigDecimal amount() {
    return amount;
  }

  /** What is known of it at the end of a day; empty before its first. */
  public Optional<State> at(LocalDate date) {
    if (start.isAfter(date)) {
      return Optional.empty();
    }
    int due = due(date);
    boolean isCancelled = cancelled != null && !cancelled.isAfter(date);
    int refused =
        isCancelled && cancelled != null
            ? Math.max(1, due(cancelled.minusDays(1)) + 1)
            : Integer.MAX_VALUE;
    boolean isRunning = refused > due;
    return Optional.of(
        new State(
            isRunning ? due : refused - 1, due, isRunning, isCancelled, renewal(start, due + 1)));
  }

  /**
   * The label: whether the first renewal after a date does not happen. For dates whose next renewal
   * is not over this is not known yet, and false.
   */
  public boolean isRefusedAfter(LocalDate date) {
    return cancelled != null && !cancelled.isAfter(renewal(start, due(date) + 1));
  }

  private LocalDate renewal(LocalDate from, int n) {
    return from.plusMonths((long) n * periodMonths);
  }

  /** The largest n with start + n periods at or before the date; below 0 before the start. */
  private int due(LocalDate date) {
    int apart =
        (date.getYear() - start.getYear()) * MONTHS + date.getMonthValue() - start.getMonthValue();
    int periods = Math.floorDiv(apart, periodMonths);
    return renewal(start, periods).isAfter(date) ? periods - 1 : periods;
  }
}
