/** The customer-day backbone and the customers made of it. Uses table. */
@NullMarked
package io.churnlake.customer;

import org.jspecify.annotations.NullMarked;
