/** Rows of the value and contract tables: fits, holdouts, forecasts of earlier dates. */
@NullMarked
package io.churnlake.value;

import org.jspecify.annotations.NullMarked;
