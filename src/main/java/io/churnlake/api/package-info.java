/** A lake to read from other Java programs and from notebooks. */
@NullMarked
package io.churnlake.api;

import org.jspecify.annotations.NullMarked;
