/**
 * Cohorts by period of the first counting order, their retention over periods, and the rates of
 * each period, with intervals and completeness; times to the next order and to the lapse. Uses
 * table, quality and customer.
 */
@NullMarked
package io.churnlake.retention;

import org.jspecify.annotations.NullMarked;
