/**
 * Tells somebody that a night failed, or went well again: a program, or an address of the web. Uses
 * config.
 */
@NullMarked
package io.churnlake.alarm;

import org.jspecify.annotations.NullMarked;
