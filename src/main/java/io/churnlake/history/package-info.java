/**
 * Customers' histories and pasts up to a business date, read once a run from silver for all steps.
 */
@NullMarked
package io.churnlake.history;

import org.jspecify.annotations.NullMarked;
