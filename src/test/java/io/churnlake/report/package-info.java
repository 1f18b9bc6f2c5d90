/** Tests of the report as a whole. */
@NullMarked
package io.churnlake.report;

import org.jspecify.annotations.NullMarked;
