/** What fields of order lines, inputs and contracts share in how they are read: ids and times. */
@NullMarked
package io.churnlake.parse;

import org.jspecify.annotations.NullMarked;
