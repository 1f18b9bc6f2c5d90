/**
 * Parses the command line, runs, and turns an error into a message and an exit code. The only place
 * that reads the clock.
 */
@NullMarked
package io.churnlake.cli;

import org.jspecify.annotations.NullMarked;
