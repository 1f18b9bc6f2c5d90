/**
 * Reads what a night's report tells, from published versions only. Each query is of a slice or two
 * and of a bounded number of rows: what grows with customers is summed by Spark.
 */
@NullMarked
package io.churnlake.reading;

import org.jspecify.annotations.NullMarked;
