@NullMarked
package io.churnlake.customer;

import org.jspecify.annotations.NullMarked;
