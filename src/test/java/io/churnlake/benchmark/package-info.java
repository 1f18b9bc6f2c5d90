/**
 * Measures the program as users run it; not in the jar. {@code scripts/benchmark} starts it. Nights
 * are real commands in processes of their own, set against the same work in DuckDB.
 */
@NullMarked
package io.churnlake.benchmark;

import org.jspecify.annotations.NullMarked;
