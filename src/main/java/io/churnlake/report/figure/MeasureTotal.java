package io.churnlake.report.figure;

/**
 * The customers of a measure in gold.actions.
 *
 * @param measure its name; "nothing" for those who are not contacted
 * @param control of these, left alone to compare
 * @param worth expected, of all together
 */
public record MeasureTotal(
    String measure, long customers, long control, double worth, double cost) {}
