/**
 * Customer lifetime value on Spark: histories counted to distinct rows, purchase and spend models
 * fitted to them, candidates compared on a holdout, every customer scored, and totals with
 * intervals.
 *
 * <p>The statistics are plain Java in the packages below: {@code clv.math}, {@code clv.optimize},
 * {@code clv.model}; contracts are in {@code clv.contract}. What shares this package with Spark
 * code and computes ({@link io.churnlake.clv.HoldoutEvaluation}, {@code ClvScorer}, {@code
 * LivingTables}) has no Spark types either. Fitting ({@link io.churnlake.clv.PurchaseHistories},
 * {@link io.churnlake.clv.SpendHistories}) is the one place here where Spark actions run. The
 * package may use tables, quality and error; it knows no lake, config, job or other subject.
 *
 * <p>Time inside a model is in model units of {@code unitDays} days; results do not depend on it.
 */
@NullMarked
package io.churnlake.clv;

import org.jspecify.annotations.NullMarked;
