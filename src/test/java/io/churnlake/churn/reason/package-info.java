/** Tests of reasons. */
@NullMarked
package io.churnlake.churn.reason;

import org.jspecify.annotations.NullMarked;
