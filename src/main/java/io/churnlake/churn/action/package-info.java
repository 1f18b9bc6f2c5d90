/**
 * What to do for customers who may leave, within a budget and beside a control group; and what
 * measures did. Decisions are plain Java. Uses table and quality.
 */
@NullMarked
package io.churnlake.churn.action;

import org.jspecify.annotations.NullMarked;
