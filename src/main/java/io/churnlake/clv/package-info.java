/**
 * Customer lifetime value: BG/NBD for how often a customer buys and whether it still does,
 * Gamma-Gamma for how much it spends, and the discounted value that follows from both.
 *
 * <p>The statistics ({@link io.churnlake.clv.BgNbd}, {@link io.churnlake.clv.GammaGamma}, their
 * likelihood blocks and the optimiser) are plain Java on primitives without Spark types. {@link
 * io.churnlake.clv.CustomerSummaries}, {@link io.churnlake.clv.ClvFit} and {@link
 * io.churnlake.clv.ClvScores} put them on Spark. Fitting is the one place here where Spark actions
 * run. The package may use tables, quality and error; it knows no lake, config, job or other
 * subject.
 *
 * <p>Time inside a model is in model units of {@code unitDays} days; results do not depend on it.
 */
@NullMarked
package io.churnlake.clv;

import org.jspecify.annotations.NullMarked;
