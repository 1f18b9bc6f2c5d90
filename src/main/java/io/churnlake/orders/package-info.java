/**
 * Order lines: parsing of delivered fields, identity and repeats, which lines count. Uses table,
 * quality, error and parse.
 */
@NullMarked
package io.churnlake.orders;

import org.jspecify.annotations.NullMarked;
