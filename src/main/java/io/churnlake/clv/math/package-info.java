/**
 * Special functions, sums and small matrices with the digits that likelihoods need. Plain Java;
 * uses nothing else.
 */
@NullMarked
package io.churnlake.clv.math;

import org.jspecify.annotations.NullMarked;
