/**
 * Probabilities that mean what they say: fitting them to the rates that were observed. Plain Java;
 * uses clv.math for the logistic function.
 */
@NullMarked
package io.churnlake.churn.calibration;

import org.jspecify.annotations.NullMarked;
