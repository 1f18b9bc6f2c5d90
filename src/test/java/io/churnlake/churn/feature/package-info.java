/** Tests of the package of this name. */
@NullMarked
package io.churnlake.churn.feature;

import org.jspecify.annotations.NullMarked;
