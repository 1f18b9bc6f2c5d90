package io.churnlake.clv;

import io.churnlake.clv.model.PurchaseRows;

/**
 * Weighted distinct histories at the end of calibration, and the holdout.
 *
 * <p>Carries an array; never compared.
 *
 * @param histories sorted by group, x, t_x, T
 * @param bought occasions in the holdout of the customers of each row
 */
@SuppressWarnings("ArrayRecordComponent")
public record HoldoutRows(PurchaseRows histories, int[] bought) {}
