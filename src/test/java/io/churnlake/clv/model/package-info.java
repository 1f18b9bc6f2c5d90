/** Tests of the package of the same name. */
@NullMarked
package io.churnlake.clv.model;

import org.jspecify.annotations.NullMarked;
