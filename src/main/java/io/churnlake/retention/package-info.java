/**
 * Retention of cohorts over periods, and the rates of each period, with intervals and completeness.
 * Uses table and quality.
 */
@NullMarked
package io.churnlake.retention;

import org.jspecify.annotations.NullMarked;
