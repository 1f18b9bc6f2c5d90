/**
 * Maximum likelihood: the search for a maximum from several starts, and the curvature around it.
 * Plain Java; knows no model. May use {@code clv.math}.
 */
@NullMarked
package io.churnlake.clv.optimize;

import org.jspecify.annotations.NullMarked;
