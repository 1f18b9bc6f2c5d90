/** The parts of the report: from figures to words, tables and charts, in a language. */
@NullMarked
package io.churnlake.report.section;

import org.jspecify.annotations.NullMarked;
