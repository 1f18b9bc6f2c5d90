/** What became of scores and measures when their horizon had passed. */
@NullMarked
package io.churnlake.evaluation;

import org.jspecify.annotations.NullMarked;
