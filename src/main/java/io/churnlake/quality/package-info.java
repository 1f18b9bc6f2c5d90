/** Rules for rows and for tables; what was rejected and why. Uses table and error. */
@NullMarked
package io.churnlake.quality;

import org.jspecify.annotations.NullMarked;
