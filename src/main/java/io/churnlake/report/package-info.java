/**
 * A night's report: figures that were read from the published tables, told in one page. Plain Java;
 * {@code figure} holds what was read, {@code section} says it in words, tables and charts, {@code
 * page} writes them as HTML.
 */
@NullMarked
package io.churnlake.report;

import org.jspecify.annotations.NullMarked;
