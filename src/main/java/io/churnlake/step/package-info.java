/** What a step of a night is, what it gets to see, what it tells, and what steps share. */
@NullMarked
package io.churnlake.step;

import org.jspecify.annotations.NullMarked;
