@NullMarked
package io.churnlake.orders;

import org.jspecify.annotations.NullMarked;
