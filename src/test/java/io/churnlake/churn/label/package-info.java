/** Tests of the package of this name. */
@NullMarked
package io.churnlake.churn.label;

import org.jspecify.annotations.NullMarked;
