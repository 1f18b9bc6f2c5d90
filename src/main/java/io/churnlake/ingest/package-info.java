/**
 * From delivered files to bronze: which are new, what their lines are counted as, and what refuses
 * a load.
 */
@NullMarked
package io.churnlake.ingest;

import org.jspecify.annotations.NullMarked;
