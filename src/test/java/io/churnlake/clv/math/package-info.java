/** Tests of the package of the same name. */
@NullMarked
package io.churnlake.clv.math;

import org.jspecify.annotations.NullMarked;
