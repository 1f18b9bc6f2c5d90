/**
 * Typed settings, loaded and checked once; unknown keys are refused and all problems reported
 * together. Uses error, table for the columns that settings name, and parse for patterns of times.
 */
@NullMarked
package io.churnlake.config;

import org.jspecify.annotations.NullMarked;
