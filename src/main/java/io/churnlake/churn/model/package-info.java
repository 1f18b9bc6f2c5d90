/**
 * Learning churn from features and labels; applying what was learnt. Uses table and MLlib. What
 * scores ({@link io.churnlake.churn.model.Margin} and its kinds) is plain Java.
 */
@NullMarked
package io.churnlake.churn.model;

import org.jspecify.annotations.NullMarked;
