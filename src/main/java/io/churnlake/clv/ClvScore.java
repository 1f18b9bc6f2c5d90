package io.churnlake.clv;

import org.jspecify.annotations.Nullable;

/**
 * What the models say of one customer. Per-horizon arrays follow {@link ClvSettings#horizons()}.
 *
 * @param pAlive probability of not having dropped out by now
 * @param main index of the main horizon
 * @param orders purchase occasions expected within each horizon
 * @param pNoPurchase probability of no purchase within each horizon
 * @param clv discounted expected margin within each horizon
 * @param clvIfAlive the same within the main horizon, of a customer who has not dropped out
 * @param ordersBounds 95 % interval of the expectation over the main horizon, from the uncertainty
 *     of the parameters; null where that is not known
 * @param clvBounds the same of the value
 * @param drawn expected orders within the main horizon under each draw of the parameters, then the
 *     expected values under each
 * @param ordersRange lowest and highest number of orders within the main horizon that a 95 %
 *     predictive interval holds
 * @param clvRange the same of the value
 * @param counts probabilities of 0, 1, ... orders within the main horizon, the last one of so many
 *     or more
 * @param nextOrderDays days until which the next order comes with probability 1/2; negative if that
 *     is never reached
 * @param spend expected mean amount of a purchase
 * @param clvByMonth discounted expected margin of each month of the main horizon
 * @param residualClv discounted expected margin in all time to come; NaN without a discount rate
 * @param variance of the value that will be seen within the main horizon, parameters given;
 *     infinite where the spend's is
 *     <p>Carries arrays on a hot path; never compared.
 */
@SuppressWarnings("ArrayRecordComponent")
record ClvScore(
    double pAlive,
    int main,
    double[] orders,
    double[] pNoPurchase,
    double[] clv,
    double clvIfAlive,
    double @Nullable [] ordersBounds,
    double @Nullable [] clvBounds,
    double[] drawn,
    int[] ordersRange,
    double[] clvRange,
    double[] counts,
    int nextOrderDays,
    double spend,
    double[] clvByMonth,
    double residualClv,
    double variance) {}
