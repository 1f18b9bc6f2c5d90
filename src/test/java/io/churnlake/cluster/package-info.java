/**
 * The jar as it is submitted: beside Spark's own classes, and on a standalone cluster. Runs after
 * packaging.
 */
@NullMarked
package io.churnlake.cluster;

import org.jspecify.annotations.NullMarked;
