/** Tables, charts and words as one HTML page that makes no request; everything is escaped here. */
@NullMarked
package io.churnlake.report.page;

import org.jspecify.annotations.NullMarked;
