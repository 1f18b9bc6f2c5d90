/**
 * Rules for rows and for tables; what was rejected and why. Also what every subject measures with:
 * calendar periods and the intervals of shares and ratios. Uses table and error.
 */
@NullMarked
package io.churnlake.quality;

import org.jspecify.annotations.NullMarked;
