/**
 * The customer-day backbone and the customers made of it, their histories and what is counted over
 * these; customers' keys, merges, and recognising those who were forgotten. Uses table and parse.
 */
@NullMarked
package io.churnlake.customer;

import org.jspecify.annotations.NullMarked;
