/**
 * Errors meant for the person at the keyboard: problem, cause, remedy and an exit code. Uses
 * nothing.
 */
@NullMarked
package io.churnlake.error;

import org.jspecify.annotations.NullMarked;
