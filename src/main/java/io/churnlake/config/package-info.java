/**
 * Typed settings, loaded and checked once; unknown keys are refused and all problems reported
 * together. Uses error, and table for the columns that settings name.
 */
@NullMarked
package io.churnlake.config;

import org.jspecify.annotations.NullMarked;
