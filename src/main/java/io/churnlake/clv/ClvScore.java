package io.churnlake.clv;

/**
 * What the models say of one customer over a horizon.
 *
 * @param pAlive probability of not having dropped out by now
 * @param expectedOrders purchase occasions expected within the horizon
 * @param pNoPurchase probability of no purchase within the horizon
 * @param expectedSpend expected mean amount of a purchase
 * @param expectedClv discounted expected margin within the horizon
 */
record ClvScore(
    double pAlive,
    double expectedOrders,
    double pNoPurchase,
    double expectedSpend,
    double expectedClv) {}
