/**
 * What is learnt from the lake: churn models and their registry, drift, uplift, recommendations.
 */
@NullMarked
package io.churnlake.training;

import org.jspecify.annotations.NullMarked;
