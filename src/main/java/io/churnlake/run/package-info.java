/**
 * Runs the steps of a night in their order, keeps account of them, publishes; says how a lake is
 * doing.
 */
@NullMarked
package io.churnlake.run;

import org.jspecify.annotations.NullMarked;
