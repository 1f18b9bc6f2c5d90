/** Tests of what writes the page. */
@NullMarked
package io.churnlake.report.page;

import org.jspecify.annotations.NullMarked;
