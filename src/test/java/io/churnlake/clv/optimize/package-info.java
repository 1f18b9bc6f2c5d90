/** Tests of the package of the same name. */
@NullMarked
package io.churnlake.clv.optimize;

import org.jspecify.annotations.NullMarked;
