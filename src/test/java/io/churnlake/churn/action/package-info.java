/** Tests of decisions and of what measures did. */
@NullMarked
package io.churnlake.churn.action;

import org.jspecify.annotations.NullMarked;
