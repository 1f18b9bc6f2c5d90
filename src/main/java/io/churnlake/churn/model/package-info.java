/** Learning churn from features and labels; applying what was learnt. Uses table and MLlib. */
@NullMarked
package io.churnlake.churn.model;

import org.jspecify.annotations.NullMarked;
