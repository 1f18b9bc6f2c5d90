package io.churnlake.churn.feature;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The dates a run looks at: its as_of, which is scored, and earlier cut-offs, which are learnt
 * from.
 *
 * @param asOf the date that is scored
 * @param training cut-offs whose outcome is known at as_of, latest first; may be empty
 * @param history how far back the log goes at the training cut-offs
 */
public record CutOffs(LocalDate asOf, List<LocalDate> training, History history) {

  /** How far the log goes back. */
  public enum History {
    /** Every training cut-off has at least one horizon of orders before it. */
    ENOUGH,
    /** There is one training cut-off, with less than a horizon of orders before it. */
    SHORT,
    /** No date of the log has a known outcome. */
    NONE
  }

  /**
   * The cut-offs {@code known - horizon}, one step before it, ...: at most {@code count} of them,
   * those with a horizon of orders before them. If there is none, {@code known - horizon} alone, if
   * the log had begun.
   *
   * @param known the last date of which it is known what happened: as_of, or an earlier one
   */
  public static CutOffs of(
      LocalDate asOf,
      LocalDate known,
      LocalDate firstOrder,
      int horizonDays,
      int stepDays,
      int count) {
    LocalDate latest = known.minusDays(horizonDays);
    LocalDate enough = firstOrder.plusDays(horizonDays);
    List<LocalDate> training =
        IntStream.range(0, count)
            .mapToObj(i -> latest.minusDays((long) i * stepDays))
            .filter(date -> !date.isBefore(enough))
            .toList();
    if (!training.isEmpty()) {
      return new CutOffs(asOf, training, History.ENOUGH);
    }
    return latest.isBefore(firstOrder)
        ? new CutOffs(asOf, List.of(), History.NONE)
        : new CutOffs(asOf, List.of(latest), History.SHORT);
  }

  /** The training cut-offs whose outcome was known at {@code date}: what could be learnt then. */
  public List<LocalDate> learnableAt(LocalDate date, int horizonDays) {
    List<LocalDate> learnable = new ArrayList<>(training);
    learnable.removeIf(cutOff -> cutOff.plusDays(horizonDays).isAfter(date));
    return List.copyOf(learnable);
  }
}
