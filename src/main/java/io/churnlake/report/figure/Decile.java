package io.churnlake.report.figure;

/**
 * A tenth of the customers by score.
 *
 * @param tenth 1 is the riskiest
 * @param meanScore predicted
 * @param left share who left
 * @param lift left over the share of all
 * @param gain share of all leavers in this tenth and the riskier ones
 */
public record Decile(int tenth, double meanScore, Estimate left, double lift, double gain) {}
