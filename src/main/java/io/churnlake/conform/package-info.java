/** From bronze to silver: which lines count, and which orders and customers a load has touched. */
@NullMarked
package io.churnlake.conform;

import org.jspecify.annotations.NullMarked;
