/** Recency, frequency and monetary scores. Uses table. */
@NullMarked
package io.churnlake.rfm;

import org.jspecify.annotations.NullMarked;
