/** Figures of a night as they stand in the published tables; nothing is computed here. */
@NullMarked
package io.churnlake.report.figure;

import org.jspecify.annotations.NullMarked;
