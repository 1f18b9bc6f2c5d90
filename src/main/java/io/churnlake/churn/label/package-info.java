/** What customers did after a cut-off date. Uses table and customer. */
@NullMarked
package io.churnlake.churn.label;

import org.jspecify.annotations.NullMarked;
