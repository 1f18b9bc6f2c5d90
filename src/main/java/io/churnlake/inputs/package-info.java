/**
 * Optional inputs: what a shop knows beside its orders. {@link io.churnlake.inputs.InputSpec} says
 * what each input's rows hold, {@link io.churnlake.inputs.InputParsing} types and judges them by
 * that, and {@link io.churnlake.inputs.InputRows} makes the silver rows of the good ones. Uses
 * table and parse.
 */
@NullMarked
package io.churnlake.inputs;

import org.jspecify.annotations.NullMarked;
