/** Tests of the package of this name. */
@NullMarked
package io.churnlake.churn.scored;

import org.jspecify.annotations.NullMarked;
