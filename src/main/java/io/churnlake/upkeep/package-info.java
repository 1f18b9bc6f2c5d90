/**
 * Upkeep of a lake: which small files are put together, which old slices, files and log entries can
 * go, and doing it. Uses table, error, config and lake.
 */
@NullMarked
package io.churnlake.upkeep;

import org.jspecify.annotations.NullMarked;
