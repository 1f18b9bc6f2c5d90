/**
 * When which night is due, one after the other, and the process that each runs in. Uses nothing but
 * Quartz, which waits.
 */
@NullMarked
package io.churnlake.schedule;

import org.jspecify.annotations.NullMarked;
