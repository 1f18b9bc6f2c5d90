package io.churnlake.report.figure;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How well the purchase model forecast days that it had not seen: gold.clv_holdout.
 *
 * @param model its name
 * @param calibratedTo last day that it had seen
 * @param predicted purchase days in the holdout, all together
 * @param actual the same as seen
 * @param naive if everybody had gone on at their own rate
 * @param coverage outcomes within the central 95 % of their distribution; null if not known
 */
public record Tracking(
    String model,
    LocalDate calibratedTo,
    int holdoutDays,
    double predicted,
    long actual,
    @Nullable Double naive,
    @Nullable Double coverage,
    List<TrackedWeek> weeks) {}
