/** Cohorts by period of the first counting order. Uses table and quality. */
@NullMarked
package io.churnlake.cohort;

import org.jspecify.annotations.NullMarked;
