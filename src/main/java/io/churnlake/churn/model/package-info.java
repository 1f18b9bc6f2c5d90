/**
 * Learning churn from features and outcomes, trying what was learnt, applying it. Uses table,
 * MLlib, {@code churn.feature}, {@code churn.label}, {@code churn.calibration} and {@code
 * churn.score}. What scores ({@link io.churnlake.churn.model.Margin} and its kinds) is plain Java.
 */
@NullMarked
package io.churnlake.churn.model;

import org.jspecify.annotations.NullMarked;
