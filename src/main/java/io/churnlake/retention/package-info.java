/** Retention of cohorts over periods, with intervals and completeness. Uses table and quality. */
@NullMarked
package io.churnlake.retention;

import org.jspecify.annotations.NullMarked;
