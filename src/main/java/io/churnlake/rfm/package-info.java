/**
 * Recency, frequency and monetary scores, the segments they make, and who moves between these. Uses
 * table and quality.
 */
@NullMarked
package io.churnlake.rfm;

import org.jspecify.annotations.NullMarked;
