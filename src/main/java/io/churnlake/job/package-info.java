/**
 * One class a job and nothing else: reads tables, calls what computes, writes tables. What several
 * jobs are written with is in rooms of its own, which know no job.
 */
@NullMarked
package io.churnlake.job;

import org.jspecify.annotations.NullMarked;
