/**
 * Looks at exports before anything is loaded, without a lake and without Spark: how a file is
 * written, what its columns may be, which known export it is, the mapping that reads it, and what
 * the first orders come to by it. Uses job, for what a mapping means to the readers, lake, orders,
 * config, parse and error.
 */
@NullMarked
package io.churnlake.inspect;

import org.jspecify.annotations.NullMarked;
