/** Tests of calibration. */
@NullMarked
package io.churnlake.churn.calibration;

import org.jspecify.annotations.NullMarked;
