package io.churnlake.clv.model;

/**
 * Sums over customers that starting values and constants are made of.
 *
 * @param customers how many
 * @param occasions repeat occasions
 * @param days days observed
 * @param repeatBuyers customers with a repeat occasion
 * @param logGapDays natural logarithms of the days between consecutive occasions; NaN if not known
 */
public record PurchaseMoments(
    double customers, double occasions, double days, double repeatBuyers, double logGapDays) {}
