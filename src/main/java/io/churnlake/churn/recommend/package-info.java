/**
 * What to recommend to a customer: products by collaborative filtering of implicit feedback, or
 * best sellers where these do as well.
 */
@NullMarked
package io.churnlake.churn.recommend;

import org.jspecify.annotations.NullMarked;
