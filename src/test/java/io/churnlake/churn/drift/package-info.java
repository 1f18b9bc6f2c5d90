/** Tests of drift. */
@NullMarked
package io.churnlake.churn.drift;

import org.jspecify.annotations.NullMarked;
