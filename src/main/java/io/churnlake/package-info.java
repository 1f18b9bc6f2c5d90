/** churnlake: churn, retention and customer lifetime value from order logs, on Spark and Delta. */
@NullMarked
package io.churnlake;

import org.jspecify.annotations.NullMarked;
