/**
 * Contracts: from delivered rows to renewals made and missed, and what running contracts are worth
 * under {@link io.churnlake.clv.model.ShiftedBetaGeometric}. {@link
 * io.churnlake.clv.contract.RenewalCounts} and {@link io.churnlake.clv.contract.Outlook} are plain
 * Java; the others are transforms of datasets. Uses table, quality and parse.
 *
 * <p>A contract that starts on day S with periods of m months is up for renewal on S + m, S + 2m,
 * ... A cancellation after a renewal date and up to the next one counts at that next one. Nothing
 * after as_of is known.
 */
@NullMarked
package io.churnlake.clv.contract;

import org.jspecify.annotations.NullMarked;
