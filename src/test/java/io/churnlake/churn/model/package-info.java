/** Tests of what is learnt. */
@NullMarked
package io.churnlake.churn.model;

import org.jspecify.annotations.NullMarked;
