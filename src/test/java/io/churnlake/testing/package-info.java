/** What tests share: the one Spark session, small lakes, real data, dataset comparisons. */
@NullMarked
package io.churnlake.testing;

import org.jspecify.annotations.NullMarked;
