/**
 * The models of buying, leaving and spending, from their papers, in plain Java on primitives
 * without Spark types: likelihood and gradient of one customer, what the model says of a customer,
 * and the fit. May use {@code clv.math} and {@code clv.optimize}.
 *
 * <p>A purchase model is one class: a {@link io.churnlake.clv.model.PurchaseModel} with its {@link
 * io.churnlake.clv.model.PurchaseFamily}, entered in {@link
 * io.churnlake.clv.model.PurchaseFamilies}.
 *
 * <p>Time inside a model is in model units of {@code unitDays} days; results do not depend on it.
 */
@NullMarked
package io.churnlake.clv.model;

import org.jspecify.annotations.NullMarked;
