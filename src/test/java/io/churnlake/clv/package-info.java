/** Tests of lifetime value. */
@NullMarked
package io.churnlake.clv;

import org.jspecify.annotations.NullMarked;
